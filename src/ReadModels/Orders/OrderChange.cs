using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>What a batch does to one order's row; several events are one write.</summary>
internal sealed class OrderChange(Guid id)
{
    private readonly HashSet<string> _parcels = new(StringComparer.Ordinal);
    private string _moreWords = "";
    private StoredEvent? _placing;
    private OrderPlaced? _placed;
    private OrderStatus? _status;
    private OrderLines? _lines;
    private long? _total;
    private StoredEvent? _last;
    private long? _position;

    public void Apply(OrderEvent e, StoredEvent stored, TableSet tables, OrderArticles articles)
    {
        _last = stored;
        _status = OrderUpdates.StatusAfter(e) ?? _status;
        switch (e)
        {
            case OrderPlaced placed:
                (_placing, _placed, _position) = (stored, placed, stored.Position);
                _lines = new OrderLines(placed.Lines);
                _total = placed.Pricing?.Total ?? _lines.Total;
                foreach (var line in placed.Lines) articles.Add(line, stored.Position, tables);
                break;
            case OrderLineSet set:
                _lines ??= LoadLines(tables);
                _lines.Set(set.Line);
                _total = set.Pricing?.Total ?? _lines.Total;
                if (set.Line.Quantity > 0) articles.Add(set.Line, _position!.Value, tables);
                break;
            case OrderShipped shipped:
                _position ??= FindPosition(tables);
                var words = (shipped.Parcels ?? [new OrderParcel(shipped.TrackingNumber, shipped.Carrier)]).SelectMany(p => OrderWords.Of(p.TrackingNumber)).ToList();
                _parcels.UnionWith(words);
                _moreWords += OrderWords.Joined(words);
                break;
        }
    }

    public void Save(TableSet tables)
    {
        if (_placed is not null) Insert(tables);
        else if (_lines is not null || _status is not null || _parcels.Count > 0) Update(tables);
        else Touch(tables);
        foreach (var word in _parcels)
        {
            tables.Statement("INSERT INTO @parcels(word, position) VALUES (?1, ?2) ON CONFLICT (word, position) DO NOTHING")
                .BindText(1, word).Bind(2, _position!.Value).Run();
        }
    }

    private void Insert(TableSet tables)
    {
        var insert = tables.Statement(
            """
            INSERT INTO @orders(position, id, number, customer, status, total, currency, pieces, version, last_position, created, updated, words, lines)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """)
            .Bind(1, _placing!.Position).Bind(2, id).Bind(3, OrderNumberKey.Of(id, _placing.Time)).Bind(4, _placed!.CustomerId).Bind(5, (long)_status!.Value)
            .Bind(6, _total!.Value).BindText(7, _placed.Currency).Bind(8, _lines!.Pieces).Bind(9, (long)_last!.Version).Bind(10, _last.Position)
            .Bind(11, _placing.Time.UtcTicks).Bind(12, _last.Time.UtcTicks).BindText(13, OrderWords.Joined(_lines.Words) + _moreWords);
        BindLines(insert, 14).Run();
    }

    private void Update(TableSet tables)
    {
        var update = tables.Statement(
            """
            UPDATE @orders SET version = ?2, last_position = ?3, updated = ?4, status = coalesce(?5, status),
                total = coalesce(?6, total), pieces = coalesce(?7, pieces), words = coalesce(?8, words) || ?9, lines = ?10
            WHERE id = ?1
            """)
            .Bind(1, id).Bind(2, (long)_last!.Version).Bind(3, _last.Position).Bind(4, _last.Time.UtcTicks)
            .Bind(5, (long?)_status).Bind(6, _total).Bind(7, _lines?.Pieces)
            .BindText(8, _lines is null ? null : OrderWords.Joined(_lines.Words)).BindText(9, _moreWords);
        BindLines(update, 10).RunOne(NotPlaced);
    }

    /// <summary>Leaves the index of statuses alone.</summary>
    private void Touch(TableSet tables)
    {
        tables.Statement("UPDATE @orders SET version = ?2, last_position = ?3, updated = ?4 WHERE id = ?1")
            .Bind(1, id).Bind(2, (long)_last!.Version).Bind(3, _last.Position).Bind(4, _last.Time.UtcTicks)
            .RunOne(NotPlaced);
    }

    private RowStatement BindLines(RowStatement statement, int parameter) => _lines is not null && _status is null or OrderStatus.Pending
        ? statement.Bind(parameter, _lines!.ToBytes())
        : statement.BindNull(parameter);

    private OrderLines LoadLines(TableSet tables)
    {
        var row = tables.Statement("SELECT lines, position FROM @orders WHERE id = ?1 AND lines IS NOT NULL").Bind(1, id);
        if (!row.Step()) throw new InvalidOperationException($"The lines of order {id} changed when they could not.");
        var lines = new OrderLines(row.Blob(0));
        _position = row.Int64(1);
        row.Reset();
        return lines;
    }

    private long FindPosition(TableSet tables)
    {
        var row = tables.Statement("SELECT position FROM @orders WHERE id = ?1").Bind(1, id);
        if (!row.Step()) throw new InvalidOperationException(NotPlaced);
        var position = row.Int64(0);
        row.Reset();
        return position;
    }

    private string NotPlaced => $"Order {id} changed before it was placed.";
}
