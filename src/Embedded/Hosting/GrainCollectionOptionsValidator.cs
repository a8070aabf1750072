using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>An age within one quantum cannot be kept, for idle activations are looked for only once in each.</summary>
/// <remarks>Orleans: src/Orleans.Runtime/Configuration/Validators/GrainCollectionOptionsValidator.cs</remarks>
internal sealed class GrainCollectionOptionsValidator(IOptions<GrainCollectionOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var quantum = options.Value.CollectionQuantum;
        if (quantum <= TimeSpan.Zero)
        {
            throw new OrleansConfigurationException(
                $"{nameof(GrainCollectionOptions.CollectionQuantum)} is set to {quantum}. It must be greater than 0");
        }

        Check(nameof(GrainCollectionOptions.CollectionAge), options.Value.CollectionAge, quantum);
        foreach (var (grainClass, age) in options.Value.ClassSpecificCollectionAge) Check(grainClass + " CollectionAgeLimit", age, quantum);
    }

    private static void Check(string name, TimeSpan age, TimeSpan quantum)
    {
        if (age > quantum) return;
        throw new OrleansConfigurationException(
            $"{name} is set to {age}. It must be greater than {nameof(GrainCollectionOptions.CollectionQuantum)}, which is set to {quantum}");
    }
}
