namespace OrleansStore.Grains.Tests;

public sealed class CommandContextTests
{
    [Fact]
    public void A_step_of_a_command_is_the_same_each_time()
    {
        var context = Some.Command();
        context.Step(3).ShouldBe(context.Step(3));
    }

    [Fact]
    public void A_step_keeps_correlation_and_actor()
    {
        var step = Some.Command().Step(1);
        step.CorrelationId.ShouldBe(Some.Command().CorrelationId);
        step.Actor.ShouldBe(Some.Command().Actor);
    }

    [Fact]
    public void Steps_differ_from_each_other_from_steps_of_steps_and_from_their_commands()
    {
        var ids = new List<Guid>();
        for (var command = 0; command < 100; command++)
        {
            var context = Some.Command(command);
            ids.Add(context.CommandId);
            for (var step = 1; step <= 20; step++)
            {
                ids.Add(context.Step(step).CommandId);
                for (var next = 1; next < step; next++) ids.Add(context.Step(step).Step(next).CommandId);
            }
        }

        // Step a of step b and step b of step a are one; pairs are counted once above.
        ids.Distinct().Count().ShouldBe(ids.Count);
    }
}
