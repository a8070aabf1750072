using System.Reflection;
using OrleansStore.Grains.Journaling;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Grains.Tests.Journaling;

/// <summary>An event that says something of a person is sealed only when its grain says of whom.</summary>
public sealed class PersonalEventTests
{
    private static readonly HashSet<string> Personal = [.. new PersonalMembers(Dump.Codec, typeof(PersonalAttribute)).Types];

    public static TheoryData<string> Types => [.. Personal];

    [Theory]
    [MemberData(nameof(Types))]
    public void The_grain_of_a_personal_event_says_whom_it_is_about(string type)
    {
        var @event = Dump.Codec.Types.Single(t => t.Name == type).Json.Type.BaseType!;
        var grain = typeof(AggregateGrain<,>).Assembly.GetTypes().Single(t => EventOf(t) == @event);
        grain.GetMethod("SubjectOf", BindingFlags.Instance | BindingFlags.NonPublic)!.DeclaringType
            .ShouldBe(grain, $"{grain.Name} stores what '{type}' says of a person in clear: override SubjectOf.");
    }

    [Fact]
    public void Accounts_orders_and_what_is_kept_of_their_answers_are_among_them() =>
        new[] { "customer.registered.v1", "order.placed.v1", "checkout.started.v1", "review.written.v1", "idempotency.completed.v1" }.ShouldBeSubsetOf(Personal);

    private static Type? EventOf(Type grain) =>
        grain is { IsAbstract: false, BaseType: { IsGenericType: true } parent } && parent.GetGenericTypeDefinition() == typeof(AggregateGrain<,>) ? parent.GetGenericArguments()[1] : null;
}
