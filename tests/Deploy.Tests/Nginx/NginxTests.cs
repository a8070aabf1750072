using System.Text.RegularExpressions;
using OrleansStore.Deploy.Tests.Compose;
using OrleansStore.Deploy.Tests.Docker;
using OrleansStore.Deploy.Tests.LocalCluster;
using OrleansStore.Deploy.Tests.Programs;
using OrleansStore.House.Tests;

namespace OrleansStore.Deploy.Tests.Nginx;

public sealed partial class NginxTests
{
    private static readonly string Configuration = Repository.Read("deploy/nginx/nginx.conf");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_upstream_has_all_API_nodes_of_the_compose_file_at_their_port()
    {
        var port = new Uri(Dockerfile.Store.Stage("api").Environment["ASPNETCORE_URLS"].Replace('+', 'x')).Port;
        var upstreams = Upstream().Matches(Configuration);
        upstreams.Select(u => u.Groups[1].Value).ShouldBe(["api", "hubs"]);
        foreach (Match upstream in upstreams)
            Server().Matches(upstream.Value).Select(s => s.Groups[1].Value).ShouldBe(ComposeFile.Running("api").Select(n => $"{n}:{port}"));
    }

    [Fact]
    public void A_place_passes_to_an_upstream_that_is_there() =>
        Pass().Matches(Configuration).Select(p => p.Groups[1].Value).Distinct().ShouldBe(Upstream().Matches(Configuration).Select(u => u.Groups[1].Value), ignoreOrder: true);

    [Fact]
    public void Compose_publishes_the_port_that_nginx_listens_on_and_mounts_what_it_reads()
    {
        var nginx = ComposeFile.Service("nginx");
        nginx["ports"].Texts.Single().ShouldEndWith($":{Listen().Match(Configuration).Groups[1].Value}");
        nginx["volumes"].Texts.ShouldContain("./nginx/nginx.conf:/etc/nginx/nginx.conf:ro");
        foreach (var node in ComposeFile.Running("api"))
            ComposeFile.Service(node)["networks"].Texts.Intersect(nginx["networks"].Texts).ShouldNotBeEmpty(node);
    }

    [Fact]
    public void Hubs_sockets_and_event_streams_have_places_of_their_own_and_they_are_routes_of_the_program()
    {
        var routes = NodeProgram.Routes("api");
        var places = Place().Matches(Configuration).Select(p => p.Groups[1].Value).ToList();
        foreach (var place in new[] { "/hubs/", "/ws/" })
        {
            places.ShouldContain(place);
            routes.ShouldContain(r => r.StartsWith(place, StringComparison.Ordinal));
        }

        foreach (var stream in places.Where(p => p.StartsWith('^'))) routes.ShouldContain(r => Regex.IsMatch(r, stream), stream);
        foreach (var live in routes.Where(r => r.EndsWith("/live", StringComparison.Ordinal) && r.StartsWith("/api", StringComparison.Ordinal)))
            places.ShouldContain(p => p.StartsWith('^') && Regex.IsMatch(live, p), live);
        foreach (var file in places.Where(p => p.StartsWith("/api/", StringComparison.Ordinal))) routes.ShouldContain(file);
    }

    [Fact]
    public void A_request_that_may_have_been_carried_out_is_never_sent_twice_unless_it_is_idempotent()
    {
        var retries = Retries().Match(Configuration).Groups[1].Value.Split(' ');
        retries.ShouldBe(["error", "timeout"]);
    }

    [Fact]
    public async Task Nginx_takes_the_configuration()
    {
        Needed.Programs();
        var folder = Directory.CreateTempSubdirectory("store-nginx-");
        try
        {
            // Their names are known inside of the compose network only.
            var file = Path.Combine(folder.FullName, "nginx.conf");
            await File.WriteAllTextAsync(file, Server().Replace(Configuration, m => m.Value.Replace(m.Groups[1].Value, $"127.0.0.1:{Ports.Free()}", StringComparison.Ordinal)), Ct);
            var test = await Command.RunAsync($"PATH=$PATH:/usr/sbin nginx -t -e stderr -p '{folder.FullName}/' -c '{file}'", folder.FullName, new Dictionary<string, string>(), Ct);
            test.MustSucceed().Said.ShouldNotContain("[warn]");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"upstream (\w+) \{[^}]*\}")]
    private static partial Regex Upstream();

    [GeneratedRegex(@"^ *server (\S+:\d+)", RegexOptions.Multiline)]
    private static partial Regex Server();

    [GeneratedRegex(@"proxy_pass http://(\w+);")]
    private static partial Regex Pass();

    [GeneratedRegex(@"listen (\d+);")]
    private static partial Regex Listen();

    [GeneratedRegex(@"location (?:= |~ )?(\S+) \{")]
    private static partial Regex Place();

    [GeneratedRegex(@"^ *proxy_next_upstream ([^;]+);", RegexOptions.Multiline)]
    private static partial Regex Retries();
}
