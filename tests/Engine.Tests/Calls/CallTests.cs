namespace OrleansStore.Engine.Tests.Calls;

/// <summary>What a caller may rely on.</summary>
public sealed class CallTests(Cluster cluster) : IClassFixture<Cluster>
{
    private IEchoGrain Echo(string key = "echo") => cluster.Grains.GetGrain<IEchoGrain>(key);

    // Orleans: src/Orleans.Core.Abstractions/Core/IGrainFactory.cs, Core/GrainExtensions.cs
    [Fact]
    public async Task A_grain_knows_its_key()
    {
        (await Echo("a key / with + signs ü").Key()).ShouldBe("a key / with + signs ü");
        var guid = Guid.NewGuid();
        (await cluster.Grains.GetGrain<IGuidGrain>(guid).Key()).ShouldBe(guid);
        foreach (var number in new[] { 0, 1, -1, 42, long.MaxValue, long.MinValue })
        {
            (await cluster.Grains.GetGrain<IIntegerGrain>(number).Key()).ShouldBe(number);
        }
    }

    // Orleans: src/Orleans.Core.Abstractions/Runtime/GrainReference.cs (invokables for the four kinds of methods)
    [Fact]
    public async Task A_call_returns_the_grains_result_for_every_kind_of_task()
    {
        var echo = Echo();
        (await echo.Add(1, 2)).ShouldBe(3);
        (await echo.AddValue(1, 2)).ShouldBe(3);
        (await echo.AddSlowly(1, 2)).ShouldBe(3);
        (await echo.AddValueSlowly(1, 2)).ShouldBe(3);
        await echo.Nothing();
    }

    // Orleans: src/Orleans.Serialization/Invocation/Response.cs (ExceptionResponse)
    [Fact]
    public async Task An_exception_reaches_the_caller_with_its_type_and_message()
    {
        var echo = Echo();
        (await Should.ThrowAsync<RefusedException>(() => echo.Refuse("no"))).Message.ShouldBe("no");
        (await Should.ThrowAsync<RefusedException>(() => echo.RefuseAtOnce("not at all"))).Message.ShouldBe("not at all");
        (await Should.ThrowAsync<RefusedException>(() => echo.RefuseSlowly("in the end"))).Message.ShouldBe("in the end");
        (await echo.Add(1, 1)).ShouldBe(2);
    }

    // Orleans: src/Orleans.Serialization/ISerializableSerializer/ExceptionCodec.cs (the stack trace travels)
    [Fact]
    public async Task An_exceptions_stack_names_the_grains_method()
    {
        (await Should.ThrowAsync<RefusedException>(() => Echo().RefuseAtOnce("no"))).StackTrace!.ShouldContain(nameof(EchoGrain.RefuseAtOnce));
        (await Should.ThrowAsync<RefusedException>(() => Echo().RefuseSlowly("no"))).StackTrace!.ShouldContain(nameof(EchoGrain.RefuseSlowly));
    }

    // Orleans: src/Orleans.Core.Abstractions/Runtime/RequestContext.cs, src/Orleans.Core/Runtime/RequestContextExtensions.cs
    [Fact]
    public async Task Request_context_flows_from_caller_to_callee_and_on()
    {
        RequestContext.Set("who", "me");
        (await Echo().RequestValue("who")).ShouldBe("me");
        (await Echo("one").RequestValueOfOther("two", "who")).ShouldBe("me");
        RequestContext.Clear();
        (await Echo().RequestValue("who")).ShouldBeNull();
    }

    // Orleans: src/Orleans.Core/Runtime/OutsideRuntimeClient.cs ("RequestContextExtensions.Import(response…)" is commented out)
    [Fact]
    public async Task Request_context_does_not_flow_back()
    {
        RequestContext.Set("who", "me");
        await Echo().SetRequestValue("who", "the grain");
        RequestContext.Get("who").ShouldBe("me");
        await Echo().SetRequestValueSlowly("who", "the grain");
        RequestContext.Get("who").ShouldBe("me");
        await Echo().SetRequestValue("more", "leaks");
        RequestContext.Get("more").ShouldBeNull();
        (await Echo().RequestValue("more")).ShouldBeNull();
        RequestContext.Clear();
    }

    // Orleans: src/Orleans.Runtime/Core/InsideRuntimeClient.cs (a request runs with the message's context only)
    [Fact]
    public async Task Other_async_locals_of_the_caller_stay_with_the_caller()
    {
        EchoGrain.Local.Value = "mine";
        (await Echo().AsyncLocalValue()).ShouldBeNull();
        EchoGrain.Local.Value.ShouldBe("mine");
        RequestContext.Set("with", "context");
        (await Echo().AsyncLocalValue()).ShouldBeNull();
        EchoGrain.Local.Value.ShouldBe("mine");
        RequestContext.Clear();
    }

    // Orleans: src/Orleans.Core.Abstractions/Runtime/GrainReference.cs (GrainReferenceCopier)
    [Fact]
    public async Task References_travel_and_are_equal_when_they_name_the_same_grain()
    {
        (await Echo("here").KeyOf(Echo("there"))).ShouldBe("there");
        var self = await Echo("here").Self();
        self.ShouldBe(Echo("here"));
        self.GetHashCode().ShouldBe(Echo("here").GetHashCode());
        self.ShouldNotBe(Echo("there"));
        (await self.Key()).ShouldBe("here");
        (await Echo("here").EqualsSelf(Echo("here"))).ShouldBeTrue();
    }

    // Orleans: src/Orleans.Core/Manifest/GrainTypeResolver.cs, src/Orleans.Core.Abstractions/IDs/GrainId.cs
    [Fact]
    public void A_grain_id_is_the_class_name_without_grain_and_the_key()
    {
        Echo("key").GetGrainId().ToString().ShouldBe("echo/key");
        Echo("key").GetGrainId().ShouldBe(GrainId.Parse("echo/key"));
        cluster.Grains.GetGrain<IIntegerGrain>(255).GetGrainId().ToString().ShouldBe("integer/FF");
    }

    // Orleans: src/Orleans.Core/Core/GrainFactory.cs
    [Fact]
    public async Task A_grain_is_found_by_its_id()
    {
        var id = Echo("by id").GetGrainId();
        (await cluster.Grains.GetGrain<IEchoGrain>(id).Key()).ShouldBe("by id");
        (await cluster.Grains.GetGrain(id).AsReference<IEchoGrain>().Key()).ShouldBe("by id");
    }

    // Orleans: src/Orleans.Core/Core/GrainInterfaceTypeToGrainTypeResolver.cs
    [Fact]
    public async Task Among_several_classes_of_an_interface_the_prefix_chooses()
    {
        (await cluster.Grains.GetGrain<IShape>("s", typeof(CircleShape).FullName).Name()).ShouldBe("circle");
        (await cluster.Grains.GetGrain<IShape>("s", typeof(SquareShape).FullName).Name()).ShouldBe("square");
        Should.Throw<ArgumentException>(() => cluster.Grains.GetGrain<IShape>("s"));
        Should.Throw<ArgumentException>(() => cluster.Grains.GetGrain<IShape>("s", "No.Such.Class"));
    }

    // Orleans: src/Orleans.Core/Core/GrainInterfaceTypeToGrainTypeResolver.cs
    [Fact]
    public void An_interface_that_no_class_implements_has_no_references() =>
        Should.Throw<ArgumentException>(() => cluster.Grains.GetGrain<INobody>("n"));
}
