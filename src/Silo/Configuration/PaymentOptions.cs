namespace OrleansStore.Silo.Configuration;

/// <summary>How buyers pay.</summary>
public sealed record PaymentOptions
{
    /// <summary>Who takes the money.</summary>
    public PaymentProvider Provider { get; init; }

    /// <summary>How Stripe is reached.</summary>
    public StripeOptions Stripe { get; init; } = new();

    /// <summary>How the simulated provider behaves.</summary>
    public SimulatedPaymentOptions Simulated { get; init; } = new();
}

/// <summary>Who takes the money.</summary>
public enum PaymentProvider
{
    /// <summary>Nobody: payments are played.</summary>
    Simulated,

    /// <summary>Stripe.</summary>
    Stripe,
}

/// <summary>How Stripe is reached.</summary>
public sealed record StripeOptions
{
    /// <summary>Where its API is.</summary>
    public Uri ApiBase { get; init; } = new("https://api.stripe.com/");

    /// <summary>The secret key of the account, or a restricted one that may write PaymentIntents and refunds.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The signing secret of the webhook; null: webhooks are not taken.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>How long one call waits for its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    // A record prints its members; secrets must not end up in a log.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("ApiBase = ").Append(ApiBase).Append(", Timeout = ").Append(Timeout);
        return true;
    }
}

/// <summary>How the simulated payment provider behaves.</summary>
public sealed record SimulatedPaymentOptions
{
    /// <summary>Share of payments that are declined, from 0 to 1.</summary>
    public double DeclineRate { get; init; }

    /// <summary>Share of payments that are made but never answered, from 0 to 1.</summary>
    public double TimeoutRate { get; init; }

    /// <summary>Share of payments that reach the provider twice, from 0 to 1.</summary>
    public double DuplicateRate { get; init; }

    /// <summary>How long the provider thinks before it answers.</summary>
    public TimeSpan Delay { get; init; }
}
