namespace Orleans.Embedded;

/// <summary>A grain base class with stages of its own around activation.</summary>
internal interface ILifecycleGrain
{
    /// <summary>Before <see cref="IGrainBase.OnActivateAsync"/>.</summary>
    void SetUp();

    /// <summary>After <see cref="IGrainBase.OnDeactivateAsync"/>.</summary>
    Task TearDown();
}
