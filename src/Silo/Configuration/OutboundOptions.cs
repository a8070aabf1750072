namespace OrleansStore.Silo.Configuration;

/// <summary>How e-mail is sent.</summary>
public sealed record SmtpOptions
{
    /// <summary>The server; null for none.</summary>
    public string? Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 25;

    /// <summary>Who the e-mails are from; needed with <see cref="Host"/>.</summary>
    public string? From { get; init; }

    /// <summary>Whom to log in as; null for nobody.</summary>
    public string? User { get; init; }

    /// <summary>With which password.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the connection is to be secured by STARTTLS.</summary>
    public bool Tls { get; init; }

    // A record prints its members; this one must not end up in a log.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("Host = ").Append(Host).Append(", Port = ").Append(Port);
        return true;
    }
}

/// <summary>What integrators' addresses may be.</summary>
public sealed record WebhookOptions
{
    /// <summary>Whether they may lead anywhere, also to this machine and behind the firewall, and without https. For trials.</summary>
    public bool AllowPrivate { get; init; }
}

/// <summary>The message broker that events are published to.</summary>
public sealed record RabbitMqOptions
{
    /// <summary>Such as <c>amqps://user:password@broker/vhost</c>; null for none.</summary>
    public Uri? Uri { get; init; }

    // A record prints its members; the address holds a password.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("Host = ").Append(Uri?.Host);
        return true;
    }
}

/// <summary>Languages of e-mails.</summary>
public enum StoreLanguage
{
    /// <summary>English.</summary>
    En,

    /// <summary>German.</summary>
    De,
}
