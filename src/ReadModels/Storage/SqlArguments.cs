namespace OrleansStore.ReadModels.Storage;

/// <summary>The values of a statement that is put together: each has a name while its text is written, and a number in it.</summary>
internal sealed class SqlArguments
{
    private readonly List<(string Name, Action<RowStatement, int> Bind)> _values = [];

    /// <summary>How the text calls the value; the same name is the same value.</summary>
    public string Of(string name, long value) => Of(name, (statement, parameter) => statement.Bind(parameter, value));

    /// <inheritdoc cref="Of(string, long)"/>
    public string Of(string name, Guid value) => Of(name, (statement, parameter) => statement.Bind(parameter, value));

    /// <inheritdoc cref="Of(string, long)"/>
    public string Of(string name, string value) => Of(name, (statement, parameter) => statement.BindText(parameter, value));

    /// <summary>Gives the statement its values.</summary>
    public RowStatement Bind(RowStatement statement)
    {
        for (var i = 0; i < _values.Count; i++) _values[i].Bind(statement, i + 1);
        return statement;
    }

    private string Of(string name, Action<RowStatement, int> bind)
    {
        var at = _values.FindIndex(v => v.Name == name);
        if (at < 0)
        {
            at = _values.Count;
            _values.Add((name, bind));
        }

        return $"?{at + 1}";
    }
}
