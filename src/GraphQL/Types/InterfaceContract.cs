using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>Whether a type has what an interface says that it has.</summary>
internal static class InterfaceContract
{
    public static IEnumerable<(string Message, IEnumerable<Node?> Nodes)> Breaches(Schema schema, FieldsType type, InterfaceType contract)
    {
        foreach (var promised in contract.Fields)
        {
            var name = promised.Name;
            if (type.Find(name) is not { } field)
            {
                yield return ($"Interface field {contract}.{name} expected but {type} does not provide it.", [promised.Node, .. type.Nodes]);
                continue;
            }

            if (!schema.IsSubTypeOf(field.Type, promised.Type))
                yield return ($"Interface field {contract}.{name} expects type {promised.Type} but {type}.{name} is type {field.Type}.",
                    [SchemaValidation.TypeOf(promised.Node), SchemaValidation.TypeOf(field.Node)]);
            foreach (var argument in promised.Arguments)
            {
                var given = field.FindArgument(argument.Name);
                if (given is null)
                    yield return ($"Interface field argument {contract}.{name}({argument.Name}:) expected but {type}.{name} does not provide it.", [argument.Node, field.Node]);
                else if (argument.Type.ToString() != given.Type.ToString())
                    yield return ($"Interface field argument {contract}.{name}({argument.Name}:) expects type {argument.Type} but {type}.{name}({argument.Name}:) is type {given.Type}.",
                        [SchemaValidation.TypeOf(argument.Node), SchemaValidation.TypeOf(given.Node)]);
            }

            foreach (var argument in field.Arguments)
                if (argument.IsRequired && promised.FindArgument(argument.Name) is null)
                    yield return ($"Object field {type}.{name} includes required argument {argument.Name} that is missing from the Interface field {contract}.{name}.", [argument.Node, promised.Node]);
        }
    }
}
