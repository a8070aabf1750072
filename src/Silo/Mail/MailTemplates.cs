using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Mail;

/// <summary>The texts of e-mails in one language: a file of sections, each a subject and paragraphs with places to be filled.</summary>
/// <remarks>
/// The HTML is made of the same paragraphs. A paragraph whose places are all empty is left out. Values are never read as
/// templates or as HTML.
/// </remarks>
internal sealed partial class MailTemplates
{
    private const string SubjectMark = "Subject: ";
    private const string Lines = "{{lines}}";
    private const string Link = "{{link}}";

    private readonly Dictionary<string, Template> _templates = new(StringComparer.Ordinal);

    /// <summary>Reads the texts of a language.</summary>
    public MailTemplates(StoreLanguage language)
    {
        Language = language;
        using var resource = typeof(MailTemplates).Assembly.GetManifestResourceStream($"mail/{language.ToString().ToLowerInvariant()}.txt")
            ?? throw new InvalidOperationException($"There are no texts in {language}.");
        using var reader = new StreamReader(resource);
        foreach (Match section in Section().Matches(reader.ReadToEnd()))
        {
            var paragraphs = section.Groups["text"].Value.Trim().Split("\n\n");
            _templates.Add(section.Groups["name"].Value, new Template(paragraphs[0][SubjectMark.Length..], paragraphs[1..]));
        }
    }

    /// <summary>The language.</summary>
    public StoreLanguage Language { get; }

    /// <summary>What there are texts for.</summary>
    public IReadOnlyCollection<string> Names => _templates.Keys;

    /// <summary>An e-mail.</summary>
    /// <param name="name">A public name, such as <c>order.shipped</c>.</param>
    public Mail Render(string name, Guid id, string to, MailValues values)
    {
        var template = _templates[name];
        var (text, html) = (new StringBuilder(), new StringBuilder());
        foreach (var paragraph in template.Paragraphs)
        {
            if (paragraph == Lines) AddLines(values.Lines, text, html);
            else if (paragraph == Link) AddLink(values.Link, text, html);
            else if (Fill(paragraph, values) is { } filled) AddParagraph(filled, text, html);
        }

        var page = $"<!doctype html><html lang=\"{Language.ToString().ToLowerInvariant()}\"><meta charset=\"utf-8\"><body style=\"font-family:sans-serif\">\n{html}</body></html>\n";
        return new Mail(id, to, OneLine(Fill(template.Subject, values) ?? name), text.ToString().TrimEnd() + "\n", page);
    }

    private static void AddParagraph(string filled, StringBuilder text, StringBuilder html)
    {
        text.Append(filled).Append("\n\n");
        html.Append("<p>").Append(Encode(filled)).Append("</p>\n");
    }

    private static void AddLines(IReadOnlyList<MailLine> lines, StringBuilder text, StringBuilder html)
    {
        if (lines.Count == 0) return;
        html.Append("<table>\n");
        foreach (var line in lines)
        {
            text.Append(line.Label).Append(": ").Append(line.Amount).Append('\n');
            html.Append("<tr><td>").Append(Encode(line.Label)).Append("</td><td style=\"text-align:right\">").Append(Encode(line.Amount)).Append("</td></tr>\n");
        }

        text.Append('\n');
        html.Append("</table>\n");
    }

    private static void AddLink(string? link, StringBuilder text, StringBuilder html)
    {
        if (link is null) return;
        text.Append(link).Append("\n\n");
        html.Append("<p><a href=\"").Append(Encode(link)).Append("\">").Append(Encode(link)).Append("</a></p>\n");
    }

    private static string? Fill(string paragraph, MailValues values)
    {
        var (places, filled) = (0, 0);
        var text = Place().Replace(paragraph, place =>
        {
            places++;
            var value = values.Texts.GetValueOrDefault(place.Groups[1].Value) ?? "";
            if (value.Length > 0) filled++;
            return value;
        });
        return places > 0 && filled == 0 ? null : text;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal);

    private static string OneLine(string subject) => subject.ReplaceLineEndings(" ");

    [GeneratedRegex(@"^\[(?<name>[A-Za-z.]+)\]\n(?<text>.*?)(?=^\[|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"\{\{([A-Za-z]+)\}\}")]
    private static partial Regex Place();

    private sealed record Template(string Subject, string[] Paragraphs);
}

/// <summary>What is filled into an e-mail's places.</summary>
/// <param name="Texts">By the place's name; what is missing is empty.</param>
/// <param name="Lines">An order's lines and sums.</param>
internal sealed record MailValues(IReadOnlyDictionary<string, string> Texts, IReadOnlyList<MailLine> Lines, string? Link);

/// <summary>One line of an order, or a sum.</summary>
internal sealed record MailLine(string Label, string Amount);
