using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// Copies the state of journaled grains as Orleans' copiers do: types and members marked immutable by reference,
/// other types member by member, only those with an id. How to copy a type is found out once.
/// Orleans: src/Orleans.Serialization/Cloning/IDeepCopier.cs.
/// </summary>
internal static class StateCopier
{
    private static readonly ConcurrentDictionary<Type, Func<object, object>> Copiers = new();
    private static readonly Func<object, object> ByReference = static value => value;

    public static T Copy<T>(T value) where T : class => (T)Of<T>.Copier(value);

    private static object CopyAny(object value) => CopierOf(value.GetType())(value);

    private static Func<object, object> CopierOf(Type type) => Copiers.GetOrAdd(type, Build);

    private static Func<object, object> Build(Type type)
    {
        if (IsShareable(type)) return ByReference;
        if (type.IsArray) return static value => CopyArray((Array)value);
        if (type.IsGenericType)
        {
            var definition = type.GetGenericTypeDefinition();
            if (definition == typeof(List<>)) return static value => CopyList((IList)value);
            if (definition == typeof(Dictionary<,>)) return static value => CopyDictionary((IDictionary)value);
            if (definition == typeof(HashSet<>)) return BuildSet(type);
        }

        return type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
            ? BuildMembers(type)
            : throw new Serialization.CodecNotFoundException($"Could not find a copier for type {type}; mark it with [GenerateSerializer].");
    }

    private static Func<object, object> BuildMembers(Type type)
    {
        List<(FieldInfo Field, bool Deep)> members = [];
        var others = false;
        for (var declaring = type; declaring is not null && declaring != typeof(object) && declaring != typeof(ValueType); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                var member = MemberOf(field, declaring);
                if (member.IsDefined(typeof(IdAttribute), inherit: false) || IsRecordParameter(declaring, field))
                {
                    members.Add((field, !member.IsDefined(typeof(ImmutableAttribute), inherit: false) && !IsShareable(field.FieldType)));
                }
                else
                {
                    others = true;
                }
            }
        }

        // The usual case: a holder of immutable values.
        if (!others && members.TrueForAll(member => !member.Deep)) return static value => Clone(value);
        return value =>
        {
            var copy = others ? Activator.CreateInstance(type, nonPublic: true)! : Clone(value);
            foreach (var (field, deep) in members)
            {
                var content = field.GetValue(value);
                field.SetValue(copy, deep && content is not null ? CopyAny(content) : content);
            }

            return copy;
        };
    }

    // The attribute of an automatic property is on the property, its value in a field of the compiler's.
    private static MemberInfo MemberOf(FieldInfo field, Type declaring)
    {
        if (field.Name[0] != '<') return field;
        var name = field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)];
        return (MemberInfo?)declaring.GetProperty(
            name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) ?? field;
    }

    // Orleans takes the parameters of a record's primary constructor as members.
    private static bool IsRecordParameter(Type declaring, FieldInfo field) =>
        field.Name[0] == '<'
        && declaring.GetMethod("<Clone>$") is not null
        && Array.Exists(
            declaring.GetConstructors(),
            constructor => Array.Exists(constructor.GetParameters(), parameter => field.Name == $"<{parameter.Name}>k__BackingField"));

    private static bool IsShareable(Type type) =>
        type.IsPrimitive
        || type.IsEnum
        || type.IsPointer
        || type == typeof(string)
        || type == typeof(decimal)
        || type == typeof(DateTime)
        || type == typeof(DateTimeOffset)
        || type == typeof(DateOnly)
        || type == typeof(TimeOnly)
        || type == typeof(TimeSpan)
        || type == typeof(Guid)
        || type == typeof(Uri)
        || type == typeof(Version)
        || type == typeof(CancellationToken)
        || typeof(Type).IsAssignableFrom(type)
        || typeof(GrainReference).IsAssignableFrom(type)
        || type == typeof(GrainId)
        || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
        || (Nullable.GetUnderlyingType(type) is { } underlying && IsShareable(underlying))
        || (type.IsGenericType
            && type.Namespace is "System.Collections.Immutable" or "System.Collections.Frozen"
            && Array.TrueForAll(type.GenericTypeArguments, IsShareable));

    private static object CopyArray(Array array)
    {
        var copy = (Array)array.Clone();
        if (IsShareable(array.GetType().GetElementType()!)) return copy;
        for (var i = 0; i < copy.Length; i++)
        {
            if (copy.GetValue(i) is { } item) copy.SetValue(CopyAny(item), i);
        }

        return copy;
    }

    private static object CopyList(IList list)
    {
        var copy = (IList)Activator.CreateInstance(list.GetType())!;
        foreach (var item in list) copy.Add(item is null ? null : CopyAny(item));
        return copy;
    }

    private static object CopyDictionary(IDictionary dictionary)
    {
        var copy = (IDictionary)Activator.CreateInstance(dictionary.GetType())!;
        foreach (DictionaryEntry entry in dictionary) copy.Add(CopyAny(entry.Key), entry.Value is null ? null : CopyAny(entry.Value));
        return copy;
    }

    private static Func<object, object> BuildSet(Type type)
    {
        var add = type.GetMethod(nameof(HashSet<int>.Add))!;
        return value =>
        {
            var copy = Activator.CreateInstance(type)!;
            foreach (var item in (IEnumerable)value) add.Invoke(copy, [item is null ? null : CopyAny(item)]);
            return copy;
        };
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(MemberwiseClone))]
    private static extern object Clone(object value);

    private static class Of<T> where T : class
    {
        public static readonly Func<object, object> Copier = typeof(T).IsSealed ? CopierOf(typeof(T)) : static value => CopyAny(value);
    }
}
