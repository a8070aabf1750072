using System.Globalization;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Fixes a grain class's type name, which is otherwise its class name in lower case without the suffix "Grain".</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Manifest/IGrainTypeProvider.cs</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    private readonly GrainType _grainType = GrainType.Create(grainType);

    /// <summary>The grain type.</summary>
    public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
}

/// <summary>How long activations of a grain class may idle before they are deactivated.</summary>
/// <remarks>Orleans: src/Orleans.Core/Configuration/CollectionAgeLimitAttribute.cs</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The shortest limit; anything below counts as this.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private TimeSpan? _value;

    /// <summary>The limit is the sum of the named properties.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>The limit as a time span in text.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _value = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of the limit.</summary>
    public double Days { get; set; }

    /// <summary>Hours of the limit.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of the limit.</summary>
    public double Minutes { get; set; }

    /// <summary>Never collected for being idle.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The resulting limit.</summary>
    public TimeSpan AgeLimit => _value ??= Calculate();

    private TimeSpan Calculate()
    {
        var span = AlwaysActive
            ? TimeSpan.FromDays(short.MaxValue)
            : TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
        return span < MinAgeLimit ? MinAgeLimit : span;
    }
}

/// <summary>Activations of the class are never collected for being idle.</summary>
/// <remarks>Orleans: src/Orleans.Core/Configuration/CollectionAgeLimitAttribute.cs</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class KeepAliveAttribute : Attribute;
