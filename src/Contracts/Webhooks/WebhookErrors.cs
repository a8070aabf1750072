namespace OrleansStore.Contracts.Webhooks;

/// <summary>What can be wrong with a command about subscriptions.</summary>
public static class WebhookErrors
{
    /// <summary>There is no such subscription.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "webhookNotFound", $"There is no webhook {id}.");

    /// <summary>There are as many as there may be.</summary>
    public static StoreError TooMany() =>
        new(ErrorKind.Conflict, "tooManyWebhooks", $"There are at most {WebhookLimits.Subscriptions} webhooks; delete one first.");

    /// <summary>An event's name is not known, or there is none.</summary>
    public static StoreError InvalidEvents() => new(
        ErrorKind.Invalid, "invalidEvents", $"'events' must name some of {string.Join(", ", WebhookEventNames.Known)}; or '{WebhookEventNames.All}' for all.");

    /// <summary>The address cannot be used.</summary>
    /// <param name="reason">One sentence.</param>
    public static StoreError InvalidUrl(string reason) => new(ErrorKind.Invalid, "invalidUrl", reason);
}

/// <summary>Limits of subscriptions, each with its reason.</summary>
public static class WebhookLimits
{
    /// <summary>Subscriptions; each reads the journal by itself.</summary>
    public const int Subscriptions = 100;

    /// <summary>Characters of an address.</summary>
    public const int Url = 2_000;

    /// <summary>Characters of a description.</summary>
    public const int Description = 200;

    /// <summary>Characters of a secret: at least as strong as the hash, and no text.</summary>
    public const int ShortestSecret = 24;

    /// <inheritdoc cref="ShortestSecret"/>
    public const int LongestSecret = 200;

    /// <summary>Messages on their way to one address at once; a small receiver must not drown in what it missed.</summary>
    public const int Parallel = 8;

    /// <summary>Bytes of a message; an order with the most lines fits.</summary>
    public const int Body = 256 * 1024;
}
