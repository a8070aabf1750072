using OrleansStore.Api.Customers;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Mail;

namespace OrleansStore.Api.Tests.Customers;

/// <summary>Answers that are not to tell two ways apart.</summary>
public sealed class UniformTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task The_quick_way_and_the_slow_one_are_answered_at_the_same_time()
    {
        var slow = new TaskCompletionSource<int>();
        var policy = NewPolicy(TimeSpan.FromMilliseconds(100));
        var answers = new[] { policy.InEqualTimeAsync(() => Task.FromResult(1)), policy.InEqualTimeAsync(() => slow.Task), policy.InEqualTimeAsync<int>(() => throw new InvalidOperationException()) };
        _time.Advance(TimeSpan.FromMilliseconds(60));
        slow.SetResult(2);
        _time.Advance(TimeSpan.FromMilliseconds(39));
        answers.ShouldAllBe(a => !a.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAny(Task.WhenAll(answers)).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        (await answers[0], await answers[1], answers[2].IsFaulted).ShouldBe((1, 2, true));
    }

    [Theory]
    [InlineData(null, null, false, "None")]
    [InlineData(null, "mail.example.com", true, "Required")]
    [InlineData("Optional", "mail.example.com", false, "Asked")]
    [InlineData("Required", "mail.example.com", true, "Required")]
    public void Addresses_are_verified_where_there_is_mail_unless_the_operator_says_otherwise(string? said, string? host, bool mustVerify, string ofNew)
    {
        var policy = NewPolicy(TimeSpan.Zero, said is null ? null : Enum.Parse<EmailVerification>(said), host);
        policy.MustVerify.ShouldBe(mustVerify);
        policy.OfNew.ToString().ShouldBe(ofNew);
    }

    private AccountPolicy NewPolicy(TimeSpan uniform, EmailVerification? verification = null, string? host = null) => new(
        new StoreOptions { Accounts = new() { Verification = verification }, Smtp = new() { Host = host } },
        new AccountMailing(host is not null),
        new AccountCosts { Uniform = uniform },
        _time);
}
