using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Imports;

/// <summary>What administrators do with files, in one line each.</summary>
internal static class ImportSteps
{
    public const string Header = "sku,name,description,price,currency,category,tags,imageUrl,stock\n";

    /// <summary>Sends a file.</summary>
    public static Task<Reply> Import(this Visitor admin, string csv, string query = "") =>
        admin.Post("/products/import" + query, new StringContent(csv, new UTF8Encoding(false), "text/csv"));

    /// <summary>A row of a product.</summary>
    public static string Row(string sku, string name = "Lamp", long price = 1_999, string stock = "", string category = "light") =>
        $"{sku},{name},Gives light.,{price},USD,{category},warm|led,,{stock}\n";

    /// <summary>Waits until an import is as far as is said.</summary>
    public static async Task<Reply> ImportWhen(this Visitor admin, Guid id, Func<Reply, bool> until)
    {
        Reply? import = null;
        await Patience.UntilAsync(async () => (import = await admin.Get($"/products/import/{id}")).Status == 200 && until(import));
        return import!;
    }
}

/// <summary>A file that is sent a piece at a time, and may never end.</summary>
internal sealed class SlowFile : HttpContent
{
    private readonly Pipe _pipe = new();

    public SlowFile() => Headers.ContentType = new MediaTypeHeaderValue("text/csv");

    public async Task WriteAsync(string text) => await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    public Task EndAsync() => _pipe.Writer.CompleteAsync().AsTask();

    /// <summary>The client dies.</summary>
    public Task BreakAsync() => _pipe.Writer.CompleteAsync(new IOException("cut")).AsTask();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        while (await _pipe.Reader.ReadAsync() is var read)
        {
            foreach (var part in read.Buffer) await stream.WriteAsync(part);
            _pipe.Reader.AdvanceTo(read.Buffer.End);
            await stream.FlushAsync();
            if (read.IsCompleted) return;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
