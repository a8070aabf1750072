using System.Globalization;
using System.Text;

namespace OrleansStore.Benchmarks.Load;

/// <summary>A wrong password for one of a thousand accounts; whether it is checked or told to wait is all the same to a guesser.</summary>
internal sealed class GuessFlow(Random random) : IFlow
{
    private const int Accounts = 1_000;
    private const int Digits = 9;

    private readonly RequestTemplate _login = RequestTemplate.Post(
        "/api/v1/auth/login", null, $$"""{"email":"guessed{{RequestTemplate.Slot(3)}}@example.com","password":"guess {{RequestTemplate.Slot(Digits)}}"}""");

    public void Once(HttpConnection connection)
    {
        _login.Fill(0, Number(random.Next(Accounts), 3));
        _login.Fill(1, Number(random.Next(1_000_000_000), Digits));
        var answer = connection.Exchange(_login);
        if (answer.Status is not (401 or 429 or 503)) throw new UnexpectedAnswerException(_login.Line, answer);
    }

    private static byte[] Number(int number, int digits) => Encoding.ASCII.GetBytes(number.ToString($"D{digits}", CultureInfo.InvariantCulture));
}
