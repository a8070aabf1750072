using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansStore.Contracts;
using OrleansStore.Grains.Journaling;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.House.Tests;

/// <summary>What crosses a grain call or is stored never changes and has a name for ever.</summary>
public sealed class MessageTests
{
    private static readonly Assembly[] Assemblies = [typeof(StoreEvents).Assembly, typeof(IAggregate<,>).Assembly, typeof(StoreHosting).Assembly];

    private static readonly Type[] Leaves =
    [
        typeof(string), typeof(Guid), typeof(DateTimeOffset), typeof(TimeSpan), typeof(decimal), typeof(CancellationToken), typeof(Task), typeof(ValueTask),
    ];

    private static readonly Type[] Ours = [.. Assemblies.SelectMany(a => a.GetTypes()).Where(IsOurs)];

    private static readonly Type[] Serializable = [.. Ours.Where(t => t.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))];

    private static readonly Type[] GrainInterfaces = [.. Ours.Where(t => t.IsInterface && typeof(IGrain).IsAssignableFrom(t))];

    public static TheoryData<Type> Messages() => [.. GrainInterfaces.SelectMany(TypesOf).Concat(Stored()).SelectMany(Closure).Distinct()];

    public static TheoryData<Type> SerializableTypes() => [.. Serializable];

    public static TheoryData<Type> Grains() => [.. GrainInterfaces];

    [Fact]
    public void There_are_messages_and_grains_to_look_at()
    {
        Messages().Count.ShouldBeGreaterThan(80);
        GrainInterfaces.Length.ShouldBeGreaterThan(8);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void What_crosses_a_call_or_is_stored_is_serializable_immutable_and_named(Type type)
    {
        IsKnown(type).ShouldBeTrue($"{type} is neither ours nor a plain immutable value");
        if (!IsOurs(type)) return;
        type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false).ShouldBeTrue($"{type} lacks [GenerateSerializer]");
        AliasOf(type).ShouldNotBeNull($"{type} lacks [Alias]");
        if (type.IsEnum || typeof(Exception).IsAssignableFrom(type)) return;
        if (!type.IsValueType || !IsReadOnly(type))
            type.IsDefined(typeof(ImmutableAttribute), inherit: false).ShouldBeTrue($"{type} lacks [Immutable]");
        ChangesOf(type).ShouldBeEmpty($"{type} can be changed");
    }

    [Theory]
    [MemberData(nameof(SerializableTypes))]
    public void A_serializable_type_has_an_alias_that_carries_its_arity_and_serializable_bases(Type type)
    {
        var alias = AliasOf(type).ShouldNotBeNull($"{type} lacks [Alias]");
        var arity = type.IsGenericType ? type.GetGenericArguments().Length : 0;
        (alias.IndexOf('`', StringComparison.Ordinal) is var at && at < 0 ? "0" : alias[(at + 1)..]).ShouldBe($"{arity}", type.ToString());
        for (var parent = type.BaseType; parent is not null && IsOurs(parent); parent = parent.BaseType)
            (parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent).IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
                .ShouldBeTrue($"{parent}, base of {type}, lacks [GenerateSerializer]");
    }

    [Theory]
    [MemberData(nameof(SerializableTypes))]
    public void All_that_a_message_holds_crosses_with_it(Type type) =>
        LostFrom(type).ShouldBeEmpty($"{type}: what is no parameter of a record needs [Id], or official Orleans leaves it behind");

    [Fact]
    public void What_would_be_left_behind_is_found()
    {
        LostFrom(typeof(Keeps)).ShouldBeEmpty();
        LostFrom(typeof(Loses)).ShouldBe(["Note"]);
    }

    [Fact]
    public void Every_alias_names_one_type() =>
        Serializable.Concat(GrainInterfaces).GroupBy(AliasOf).Where(g => g.Count() > 1).Select(g => string.Join(" and ", g.AsEnumerable())).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Grains))]
    public void A_grain_interface_and_its_methods_have_names_of_their_own(Type grain)
    {
        AliasOf(grain).ShouldNotBeNull($"{grain} lacks [Alias]");
        var methods = grain.GetMethods().Where(m => !m.IsStatic).ToList();
        methods.Where(m => m.GetCustomAttribute<AliasAttribute>() is null).ShouldBeEmpty($"{grain}: methods lack [Alias]");
        methods.Select(m => m.GetCustomAttribute<AliasAttribute>()!.Alias).ShouldBeUnique(grain.Name);
        methods.ShouldAllBe(m => typeof(Task).IsAssignableFrom(m.ReturnType) || m.ReturnType == typeof(ValueTask)
            || (m.ReturnType.IsGenericType && (m.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>) || m.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))));
    }

    [Fact]
    public void The_holder_of_a_journaled_state_is_never_marked_immutable()
    {
        // One instance would be shared between the confirmed and the tentative view, and every event applied twice.
        typeof(Journaled<>).IsDefined(typeof(ImmutableAttribute), inherit: false).ShouldBeFalse();
    }

    [Fact]
    public void A_type_that_can_be_changed_is_told_from_one_that_cannot()
    {
        ChangesOf(typeof(Journaled<string>)).ShouldBe(["Value", "Commands"], ignoreOrder: true);
        ChangesOf(typeof(CommandContext)).ShouldBeEmpty();
        IsKnown(typeof(List<int>)).ShouldBeFalse();
        IsKnown(typeof(int[])).ShouldBeFalse();
    }

    /// <summary>Events, the states in snapshots, and every other type that says it is serializable, save the mutable holder and exceptions.</summary>
    private static IEnumerable<Type> Stored() => Serializable.Append(typeof(Recorded<Contracts.Stock.StockEvent>)).Where(t =>
        t != typeof(Journaled<>) && !t.IsGenericTypeDefinition && !typeof(Exception).IsAssignableFrom(t));

    private static IEnumerable<Type> TypesOf(Type grain) =>
        grain.GetMethods().SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType));

    /// <summary>The type, what it is made of, and what may stand in its place.</summary>
    private static IEnumerable<Type> Closure(Type root)
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>([root]);
        while (open.TryPop(out var type))
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (!seen.Add(type)) continue;
            if (type.IsGenericType)
                foreach (var argument in type.GetGenericArguments()) open.Push(argument);
            if (!IsOurs(type)) continue;
            foreach (var property in Properties(type)) open.Push(property.PropertyType);
            foreach (var derived in Serializable.Where(t => t.BaseType == type)) open.Push(derived);
            if (type.BaseType is { } parent && IsOurs(parent)) open.Push(parent);
        }

        return seen;
    }

    private static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith("OrleansStore.", StringComparison.Ordinal) == true && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool IsKnown(Type type) => IsOurs(type) || type.IsPrimitive || Leaves.Contains(type)
        || (type.IsGenericType && (type.Namespace == "System.Collections.Immutable" || IsWrapper(type.GetGenericTypeDefinition())));

    private static bool IsWrapper(Type type) =>
        type == typeof(Task<>) || type == typeof(ValueTask<>) || type == typeof(IAsyncEnumerable<>) || type == typeof(Nullable<>);

    private static string? AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false);

    /// <summary>Members with a value of their own that the serializers of Orleans do not see.</summary>
    private static IEnumerable<string> LostFrom(Type type)
    {
        if (type.IsEnum) return [];
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var isRecord = type.GetMethod("PrintMembers", Declared) is not null;
        var parameters = isRecord ? type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.Name).ToHashSet() : [];
        return type.GetFields(Declared).Where(f => f.GetCustomAttribute<IdAttribute>() is null)
            .Select(f => f.Name.StartsWith('<') ? f.Name[1..f.Name.IndexOf('>', StringComparison.Ordinal)] : f.Name)
            .Where(name => !parameters.Contains(name) && type.GetProperty(name, Declared)?.GetCustomAttribute<IdAttribute>() is null);
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0);

    /// <summary>Members that could be set after construction, or hold something that can change.</summary>
    private static IEnumerable<string> ChangesOf(Type type)
    {
        var setters = type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(p => p.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(p => p.Name);
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(f => !f.IsInitOnly && !f.Name.StartsWith('<'))
            .Select(f => f.Name);
        var arrays = Properties(type).Where(p => p.PropertyType.IsArray || (typeof(IList).IsAssignableFrom(p.PropertyType) && !IsKnown(p.PropertyType)))
            .Select(p => p.Name);
        return setters.Concat(fields).Concat(arrays).Distinct();
    }

    private sealed record Keeps(int Number)
    {
        [Id(0)]
        public string? Note { get; init; }

        public bool IsOdd => Number % 2 != 0;
    }

    private sealed record Loses(int Number)
    {
        public string? Note { get; init; }
    }
}
