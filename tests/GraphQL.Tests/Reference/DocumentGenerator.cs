using System.Globalization;
using System.Text;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Tests.Reference;

/// <summary>Writes valid queries by chance.</summary>
internal sealed class DocumentGenerator(Random chance)
{
    private static readonly Schema _schema = ReferenceSchema.Build();
    private readonly StringBuilder _fragments = new();
    private int _names;

    public string Make() => $"query Generated {Selection(_schema.Query!, 4)}{_fragments}";

    private string Selection(NamedType type, int depth)
    {
        List<string> selections = ["__typename"];
        var fields = (type as FieldsType)?.Fields.Where(f => depth > 1 || f.Type.Named.IsLeaf).ToList() ?? [];
        for (var i = chance.Next(1, 4); i > 0 && fields.Count > 0; i--) selections.Add(Field(fields[chance.Next(fields.Count)], depth));
        if (depth > 1 && chance.Next(3) == 0 || type is UnionType) selections.Add(Fragment(type, depth - 1));
        return $"{{ {string.Join(chance.Next(2) == 0 ? " " : "\n  ", selections)} }}";
    }

    private string Field(FieldDefinition field, int depth)
    {
        var arguments = field.Arguments.Where(a => a.IsRequired || chance.Next(3) == 0).Select(a => $"{a.Name}: {Literal(a.Type, 3)}").ToList();
        var given = arguments.Count == 0 ? "" : $"({string.Join(chance.Next(2) == 0 ? ", " : " ", arguments)})";
        var selection = field.Type.Named.IsLeaf ? "" : " " + Selection(field.Type.Named, depth - 1);
        return $"{Name()}: {field.Name}{given}{Condition()}{selection}";
    }

    private string Fragment(NamedType type, int depth)
    {
        var possible = _schema.PossibleTypes(type);
        NamedType on = possible.Count > 0 && chance.Next(3) > 0 ? possible[chance.Next(possible.Count)] : type;
        if (chance.Next(2) == 0) return $"... on {on}{Condition()} {Selection(on, Math.Max(1, depth))}";
        var name = Name();
        var selection = Selection(on, Math.Max(1, depth));
        _fragments.Append(CultureInfo.InvariantCulture, $"\nfragment {name} on {on} {selection}");
        return $"...{name}{Condition()}";
    }

    private string Condition() => chance.Next(8) switch
    {
        0 => " @include(if: true)",
        1 => " @skip(if: false)",
        2 => " @skip(if: true)",
        _ => "",
    };

    private string Literal(GraphType type, int depth)
    {
        if (type is NonNullType required) return Value(required.Of, depth);
        return chance.Next(6) == 0 ? "null" : Value(type, depth);
    }

    private string Value(GraphType type, int depth) => type switch
    {
        ListType list => chance.Next(4) == 0 && list.Of.Nullable is not ListType
            ? Value(list.Of.Nullable, depth)
            : $"[{string.Join(", ", Enumerable.Range(0, chance.Next(3)).Select(_ => Literal(list.Of, depth)))}]",
        InputObjectType { IsOneOf: true } input => $"{{ {One(input)} }}",
        InputObjectType input => $"{{ {string.Join(", ", input.Fields.Where(f => f.IsRequired || (depth > 0 && chance.Next(3) == 0)).Select(f => $"{f.Name}: {Literal(f.Type, depth - 1)}"))} }}",
        EnumType options => options.Values.ElementAt(chance.Next(options.Values.Count)).Name,
        ScalarType { Name: "Int" } => $"{chance.Next(-5, 50)}",
        ScalarType { Name: "Float" } => chance.Next(2) == 0 ? $"{chance.Next(9)}.25" : $"{chance.Next(9)}e2",
        ScalarType { Name: "Boolean" } => chance.Next(2) == 0 ? "true" : "false",
        ScalarType { Name: "ID" } => chance.Next(2) == 0 ? $"{chance.Next(9)}" : "\"id\"",
        _ => chance.Next(2) == 0 ? "\"text \\u00e9\"" : "\"\"\"block\n  text\"\"\"",
    };

    private string One(InputObjectType input)
    {
        var field = input.Fields.ElementAt(chance.Next(input.Fields.Count));
        return $"{field.Name}: {Value(field.Type, 0)}";
    }

    private string Name() => $"n{++_names}";
}
