using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;
using OrleansStore.GraphQL.Validation.Rules;

namespace OrleansStore.GraphQL.Validation;

/// <summary>Looks at a document with all rules in one walk.</summary>
internal static class DocumentValidation
{
    /// <summary>What is wrong with a document that is to be executed.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, EngineOptions options)
    {
        var context = new ValidationContext(schema, document, options.Limits.Errors, options.Suggestions);
        List<ValidationRule> rules =
        [
            new ExecutableDefinitions(context), new UniqueOperationNames(context), new LoneAnonymousOperation(context),
            new SingleFieldSubscriptions(context), new KnownTypeNames(context), new FragmentsOnCompositeTypes(context),
            new VariablesAreInputTypes(context), new ScalarLeafs(context), new FieldsOnCorrectType(context),
            new UniqueFragmentNames(context), new KnownFragmentNames(context), new NoUnusedFragments(context),
            new PossibleFragmentSpreads(context), new NoFragmentCycles(context), new UniqueVariableNames(context),
            new NoUndefinedVariables(context), new NoUnusedVariables(context), new KnownDirectives(context),
            new UniqueDirectivesPerLocation(context), new KnownDirectiveArguments(context), new KnownFieldArguments(context),
            new UniqueArgumentNames(context), new ValuesOfCorrectType(context), new RequiredDirectiveArguments(context),
            new RequiredFieldArguments(context), new VariablesInAllowedPosition(context), new OverlappingFields(context),
            new UniqueInputFieldNames(context), new IntrospectionDepth(context),
        ];
        if (!options.Introspection) rules.Add(new NoIntrospection(context));
        Walk(context, rules);
        return context.Errors;
    }

    /// <summary>What is wrong with a schema's text.</summary>
    /// <param name="known">Types that it may speak of without defining them.</param>
    /// <param name="references">Whether all others that it speaks of must be in it.</param>
    public static IReadOnlyList<GraphQLError> ValidateText(DocumentNode document, IReadOnlyCollection<NamedType>? known = null, bool references = true)
    {
        var context = new ValidationContext(null, document, int.MaxValue - 1, suggests: true, known);
        List<ValidationRule> rules =
        [
            new LoneSchemaDefinition(context), new UniqueOperationTypes(context), new UniqueTypeNames(context), new UniqueEnumValueNames(context),
            new UniqueFieldDefinitionNames(context), new UniqueArgumentDefinitionNames(context), new UniqueDirectiveNames(context),
            new KnownTypeNames(context), new KnownDirectives(context), new UniqueDirectivesPerLocation(context), new PossibleTypeExtensions(context),
            new KnownDirectiveArguments(context), new UniqueArgumentNames(context), new UniqueInputFieldNames(context),
            new RequiredDirectiveArguments(context),
        ];
        if (!references) rules.RemoveAll(r => r is KnownTypeNames);
        Walk(context, rules);
        return context.Errors;
    }

    /// <summary>Types that a schema's text speaks of and that are nowhere.</summary>
    public static IReadOnlyList<GraphQLError> FindUnknownTypes(DocumentNode document, IReadOnlyCollection<NamedType> known)
    {
        var context = new ValidationContext(null, document, int.MaxValue - 1, suggests: true, known);
        Walk(context, [new KnownTypeNames(context)]);
        return context.Errors;
    }

    private static void Walk(ValidationContext context, List<ValidationRule> rules)
    {
        // For each rule the node that it does not look into.
        var skipping = new Node?[rules.Count];
        Visit(context.Document);

        void Visit(Node node)
        {
            if (context.IsFull) return;
            context.Types.Enter(node);
            for (var i = 0; i < rules.Count && !context.IsFull; i++)
                if (skipping[i] is null && !rules[i].Enter(node)) skipping[i] = node;
            context.Ancestors.Add(node);
            NodeChildren.Visit(node, Visit);
            context.Ancestors.RemoveAt(context.Ancestors.Count - 1);
            for (var i = 0; i < rules.Count && !context.IsFull; i++)
            {
                if (skipping[i] is null) rules[i].Leave(node);
                else if (ReferenceEquals(skipping[i], node)) skipping[i] = null;
            }

            context.Types.Leave(node);
        }
    }
}
