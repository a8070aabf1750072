using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>What a batch does to one order's row; several events are one write.</summary>
internal sealed class OrderChange(Guid id)
{
    private StoredEvent? _placing;
    private OrderPlaced? _placed;
    private OrderStatus? _status;
    private OrderLines? _lines;
    private long? _total;
    private StoredEvent? _last;

    public void Apply(OrderEvent e, StoredEvent stored, TableSet tables)
    {
        _last = stored;
        _status = OrderUpdates.StatusAfter(e) ?? _status;
        switch (e)
        {
            case OrderPlaced placed:
                (_placing, _placed) = (stored, placed);
                _lines = new OrderLines(placed.Lines);
                _total = placed.Pricing?.Total ?? _lines.Total;
                break;
            case OrderLineSet set:
                _lines ??= LoadLines(tables);
                _lines.Set(set.Line);
                _total = set.Pricing?.Total ?? _lines.Total;
                break;
        }
    }

    public void Save(TableSet tables)
    {
        if (_placed is not null) Insert(tables);
        else if (_lines is not null || _status is not null) Update(tables);
        else Touch(tables);
    }

    private void Insert(TableSet tables)
    {
        var insert = tables.Statement("INSERT INTO @orders VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")
            .Bind(1, _placing!.Position).Bind(2, id).Bind(3, _placed!.CustomerId).Bind(4, (int)_status!.Value)
            .Bind(5, _total!.Value).BindText(6, _placed.Currency).Bind(7, _lines!.Pieces)
            .Bind(8, _last!.Version).Bind(9, _last.Position).Bind(10, _placing.Time.UtcTicks).Bind(11, _last.Time.UtcTicks);
        BindLines(insert, 12).Run();
    }

    private void Update(TableSet tables)
    {
        var update = tables.Statement(
            """
            UPDATE @orders SET version = ?2, last_position = ?3, updated = ?4, status = coalesce(?5, status),
                total = coalesce(?6, total), pieces = coalesce(?7, pieces), lines = ?8
            WHERE id = ?1
            """)
            .Bind(1, id).Bind(2, _last!.Version).Bind(3, _last.Position).Bind(4, _last.Time.UtcTicks)
            .Bind(5, (long?)_status).Bind(6, _total).Bind(7, _lines?.Pieces);
        BindLines(update, 8).RunOne(NotPlaced);
    }

    /// <summary>Leaves the index of statuses alone.</summary>
    private void Touch(TableSet tables)
    {
        tables.Statement("UPDATE @orders SET version = ?2, last_position = ?3, updated = ?4 WHERE id = ?1")
            .Bind(1, id).Bind(2, _last!.Version).Bind(3, _last.Position).Bind(4, _last.Time.UtcTicks)
            .RunOne(NotPlaced);
    }

    private RowStatement BindLines(RowStatement statement, int parameter) => _lines is not null && _status is null or OrderStatus.Pending
        ? statement.Bind(parameter, _lines!.ToBytes())
        : statement.BindNull(parameter);

    private OrderLines LoadLines(TableSet tables)
    {
        var row = tables.Statement("SELECT lines FROM @orders WHERE id = ?1 AND lines IS NOT NULL").Bind(1, id);
        if (!row.Step()) throw new InvalidOperationException($"The lines of order {id} changed when they could not.");
        var lines = new OrderLines(row.Blob(0));
        row.Reset();
        return lines;
    }

    private string NotPlaced => $"Order {id} changed before it was placed.";
}
