using System.Reflection;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Stock;

namespace OrleansStore.Grains.Tests.Events;

/// <summary>An event that a fold does not know would be lost silently: there must be none.</summary>
public sealed class EvolveTests
{
    private static readonly EventMeta Meta = new(Some.Command().CommandId, Some.Command().CorrelationId, Actors.Guest, Some.Now);

    public static TheoryData<Type, Type> Folds()
    {
        var folds = new TheoryData<Type, Type>();
        foreach (var state in typeof(StockState).Assembly.GetTypes())
        {
            var aggregate = Array.Find(state.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAggregate<,>));
            if (aggregate is not null) folds.Add(state, aggregate.GetGenericArguments()[1]);
        }

        return folds;
    }

    [Fact]
    public void Every_kind_of_event_has_one_fold() =>
        Folds().Select(fold => fold.Data.Item2).ShouldBe(
            [.. StoredEventTests.EventTypes().Select(row => row.Data.BaseType!).Distinct()], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Folds))]
    public void Every_event_changes_some_state(Type state, Type events) => Check(nameof(EveryEventChangesSomeState), state, events);

    [Theory]
    [MemberData(nameof(Folds))]
    public void No_event_breaks_the_fold_wherever_it_stands(Type state, Type events) => Check(nameof(NoEventBreaksTheFold), state, events);

    private static void EveryEventChangesSomeState<TState, TEvent>()
        where TState : class, IAggregate<TState, TEvent>
        where TEvent : class
    {
        var samples = Samples.All.OfType<TEvent>().ToList();
        samples.ShouldNotBeEmpty();
        var states = new List<TState> { TState.Initial };
        foreach (var sample in samples) states.Add(TState.Evolve(states[^1], sample, Meta));
        foreach (var sample in samples)
            states.Any(s => !TState.Evolve(s, sample, Meta).Equals(s)).ShouldBeTrue($"{typeof(TState).Name} ignores {sample.GetType().Name}");
    }

    private static void NoEventBreaksTheFold<TState, TEvent>()
        where TState : class, IAggregate<TState, TEvent>
        where TEvent : class
    {
        var samples = Samples.All.OfType<TEvent>().ToList();
        foreach (var first in samples)
            foreach (var second in samples)
                Should.NotThrow(() => TState.Evolve(TState.Evolve(TState.Initial, first, Meta), second, Meta));
    }

    private static void Check(string rule, Type state, Type events) =>
        typeof(EvolveTests).GetMethod(rule, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(state, events)
            .CreateDelegate<Action>()();
}
