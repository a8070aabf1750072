using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace OrleansStore.Embedded.CodeGenerator;

/// <summary>Writes the class of a grain interface's references.</summary>
internal static class ReferenceWriter
{
    private const string Tasks = "global::System.Threading.Tasks.";
    private const string Engine = "global::Orleans.Embedded.";

    public static GeneratedType Write(INamedTypeSymbol symbol)
    {
        var name = symbol.ToDisplayString(Orleans.FullName);
        var methods = new[] { symbol }.Concat(symbol.AllInterfaces)
            .SelectMany(static one => one.GetMembers())
            .OfType<IMethodSymbol>()
            .Where(static method => method is { IsStatic: false, MethodKind: MethodKind.Ordinary, IsAbstract: true })
            .ToList();
        if (Problem(symbol, methods) is { } problem) return new(name, "", "", problem);
        var reference = "Reference_" + Orleans.Identifier(symbol);
        var text = new StringBuilder();
        text.Append("internal sealed class ").Append(reference).Append(" : ").Append(Engine).Append("GrainProxy, ").Append(name).Append("\n{\n");
        text.Append("    public ").Append(reference).Append('(').Append(Engine)
            .Append("ReferenceTarget target, global::Orleans.Runtime.IdSpan key) : base(target, key) { }\n");
        for (var i = 0; i < methods.Count; i++) WriteMethod(text, methods[i], i);
        text.Append("}\n");
        return new(
            name,
            $"manifest.AddInterface(typeof({name}), static (target, key) => new {reference}(target, key));",
            text.ToString(),
            null);
    }

    private static string? Problem(INamedTypeSymbol symbol, List<IMethodSymbol> methods)
    {
        if (symbol.IsGenericType) return "generic grain interfaces are not offered";
        if (!Orleans.IsReachable(symbol)) return "a grain interface must be public or internal";
        foreach (var method in methods)
        {
            if (method.IsGenericMethod) return $"{method.Name}: generic methods are not offered";
            if (method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None)) return $"{method.Name}: parameters by reference cannot cross a call";
            if (ReturnKind(method) is null) return $"{method.Name}: a grain method returns Task, Task<T>, ValueTask or ValueTask<T>";
        }

        return null;
    }

    private static string? ReturnKind(IMethodSymbol method) =>
        method.ReturnType.OriginalDefinition.ToDisplayString() switch
        {
            "System.Threading.Tasks.Task" => "Task",
            "System.Threading.Tasks.Task<TResult>" => "Task<>",
            "System.Threading.Tasks.ValueTask" => "ValueTask",
            "System.Threading.Tasks.ValueTask<TResult>" => "ValueTask<>",
            _ => null,
        };

    private static void WriteMethod(StringBuilder text, IMethodSymbol method, int index)
    {
        var kind = ReturnKind(method)!;
        var isValue = kind.StartsWith("Value", StringComparison.Ordinal);
        var result = method.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 } typed ? typed.TypeArguments[0].ToDisplayString(Orleans.FullName) : null;
        var declaring = method.ContainingType.ToDisplayString(Orleans.FullName);
        var task = Tasks + (isValue ? "ValueTask" : "Task") + (result is null ? "" : $"<{result}>");
        var plainTask = Tasks + "Task" + (result is null ? "" : $"<{result}>");
        var types = method.Parameters.Select(static parameter => parameter.Type.ToDisplayString(Orleans.FullName)).ToList();
        var arguments = string.Join(", ", method.Parameters.Select(static (_, i) => "a" + i.ToString(CultureInfo.InvariantCulture)));
        var parameters = string.Join(", ", types.Select(static (type, i) => $"{type} a{i}"));
        var token = types.IndexOf("global::System.Threading.CancellationToken");
        var leave = isValue ? "LeaveValue" : "Leave";
        var from = isValue
            ? result is null ? $"new {task}({Tasks}Task.FromException(e))" : $"new {task}({Tasks}Task.FromException<{result}>(e))"
            : result is null ? $"{Tasks}Task.FromException(e)" : $"{Tasks}Task.FromException<{result}>(e)";
        var send = $"Send(new Call{index}({arguments}))";
        if (isValue) send = $"new {task}({send})";

        text.Append($"    private static readonly {Engine}GrainMethod s_method{index} = new(typeof({declaring}), \"{method.Name}\", ({Engine}CallKind){KindOf(method)}, {TimeoutOf(method)}L");
        foreach (var type in types) text.Append($", typeof({type})");
        text.Append(");\n");
        text.Append($"    {task} {declaring}.{method.Name}({parameters})\n    {{\n");
        if (token >= 0)
        {
            var canceled = $"{Tasks}Task.FromCanceled{(result is null ? "" : $"<{result}>")}(a{token})";
            text.Append($"        if (a{token}.IsCancellationRequested) return {(isValue ? $"new {task}({canceled})" : canceled)};\n");
        }

        text.Append($"        {Engine}CallFrame frame = default;\n");
        text.Append($"        if (!TryEnter(s_method{index}, ref frame)) return {send};\n");
        if (token >= 0) text.Append($"        frame.Token = a{token};\n");
        text.Append($"        {task} task;\n");
        text.Append($"        try {{ task = (({declaring})frame.Grain).{method.Name}({arguments}); }}\n");
        text.Append($"        catch (global::System.Exception e) {{ task = {from}; }}\n");
        text.Append($"        return {leave}(ref frame, task);\n    }}\n");

        text.Append($"    private sealed class Call{index} : {Engine}Invocation{(result is null ? "" : $"<{result}>")}\n    {{\n");
        for (var i = 0; i < types.Count; i++) text.Append($"        private {types[i]} _a{i};\n");
        text.Append($"        public Call{index}({parameters}) : base(s_method{index}) {{");
        for (var i = 0; i < types.Count; i++) text.Append($" _a{i} = a{i};");
        text.Append(" }\n");
        var fields = string.Join(", ", types.Select(static (_, i) => $"_a{i}"));
        text.Append($"        protected override {plainTask} Invoke(object grain) => (({declaring})grain).{method.Name}({fields}){(isValue ? ".AsTask()" : "")};\n");
        if (types.Count > 0)
        {
            text.Append($"        public override int GetArgumentCount() => {types.Count};\n");
            text.Append("        public override object GetArgument(int index) => index switch {");
            for (var i = 0; i < types.Count; i++) text.Append($" {i} => _a{i},");
            text.Append(" _ => base.GetArgument(index) };\n");
            text.Append("        public override void SetArgument(int index, object value)\n        {\n            switch (index)\n            {\n");
            for (var i = 0; i < types.Count; i++) text.Append($"                case {i}: _a{i} = ({types[i]})value; break;\n");
            text.Append("                default: base.SetArgument(index, value); break;\n            }\n        }\n");
        }

        if (token >= 0) text.Append($"        public override global::System.Threading.CancellationToken GetCancellationToken() => _a{token};\n");
        text.Append("    }\n");
    }

    private static int KindOf(IMethodSymbol method) =>
        (Orleans.Attribute(method, "Orleans.Concurrency.ReadOnlyAttribute") is null ? 0 : 1)
        | (Orleans.Attribute(method, "Orleans.Concurrency.AlwaysInterleaveAttribute") is null ? 0 : 2)
        | (Orleans.Attribute(method, "Orleans.Concurrency.OneWayAttribute") is null ? 0 : 4);

    private static long TimeoutOf(IMethodSymbol method) =>
        Orleans.Argument(method, "Orleans.ResponseTimeoutAttribute") is { Value: string text }
        && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout)
            ? timeout.Ticks
            : 0;
}
