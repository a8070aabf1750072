using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Fields that are asked for are there.</summary>
internal sealed class FieldsOnCorrectType(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        if (node is not FieldNode field || Types.ParentType is not { } type || Types.Field is not null) return true;
        var name = field.Name.Value;
        var meant = "";
        if (Context.Suggests)
        {
            meant = Suggestions.Say(TypesWith(type, name), "to use an inline fragment on");
            if (meant.Length == 0 && type is FieldsType fields) meant = Suggestions.For(name, fields.Fields.Select(f => f.Name));
        }

        Report($"Cannot query field \"{name}\" on type \"{type}\".{meant}", field);
        return true;
    }

    /// <summary>Types below an abstract one that have the field, those that serve most first.</summary>
    private List<string> TypesWith(NamedType type, string field)
    {
        if (!type.IsAbstract) return [];
        var usage = new Dictionary<FieldsType, int>();
        foreach (var possible in Schema.PossibleTypes(type).Where(t => t.Find(field) is not null))
        {
            usage[possible] = 1;
            foreach (var implemented in possible.Interfaces.Where(i => i.Find(field) is not null))
                usage[implemented] = usage.GetValueOrDefault(implemented) + 1;
        }

        List<FieldsType> sorted = [.. usage.Keys];
        sorted.Sort((a, b) =>
        {
            var byUsage = usage[b] - usage[a];
            if (byUsage != 0) return byUsage;
            if (a is InterfaceType && Schema.IsSubType(a, b)) return -1;
            if (b is InterfaceType && Schema.IsSubType(b, a)) return 1;
            return NaturalOrder.Comparer.Compare(a.Name, b.Name);
        });
        return [.. sorted.Select(t => t.Name)];
    }
}
