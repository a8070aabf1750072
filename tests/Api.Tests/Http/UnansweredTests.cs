using OrleansStore.Api.Http;

namespace OrleansStore.Api.Tests.Http;

public sealed class UnansweredTests
{
    public static TheoryData<Exception> Unanswered() => [new TimeoutException(), new SiloUnavailableException()];

    [Theory]
    [MemberData(nameof(Unanswered))]
    public void A_call_that_the_engine_did_not_answer_may_be_repeated(Exception exception)
    {
        var problem = Problems.Of(exception);
        problem.Status.ShouldBe(503);
        problem.Code.ShouldBe("timeout");
        problem.RetryAfter.ShouldNotBeNull().ShouldBePositive();
    }
}
