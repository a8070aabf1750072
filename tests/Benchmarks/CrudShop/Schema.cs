namespace OrleansStore.Benchmarks.CrudShop;

/// <summary>The tables.</summary>
internal static class Schema
{
    public const string Sql = """
        CREATE TABLE customers (
            id uuid PRIMARY KEY, email text NOT NULL UNIQUE, name text NOT NULL, password_hash text NOT NULL,
            role text NOT NULL, created_at timestamptz NOT NULL);
        CREATE TABLE products (
            id uuid PRIMARY KEY, sku text NOT NULL UNIQUE, name text NOT NULL, description text NOT NULL,
            price bigint NOT NULL, currency text NOT NULL, category text NOT NULL, tags text[] NOT NULL, image_url text,
            active boolean NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, version int NOT NULL);
        CREATE TABLE stock (
            product_id uuid PRIMARY KEY REFERENCES products, available int NOT NULL CHECK (available >= 0),
            held int NOT NULL, sold int NOT NULL, received int NOT NULL, version int NOT NULL) WITH (fillfactor = 50);
        CREATE TABLE carts (
            id uuid PRIMARY KEY, customer_id uuid, order_id uuid, created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL, version int NOT NULL) WITH (fillfactor = 70);
        CREATE TABLE cart_items (
            cart_id uuid REFERENCES carts, product_id uuid REFERENCES products, quantity int NOT NULL,
            PRIMARY KEY (cart_id, product_id));
        CREATE SEQUENCE order_numbers CACHE 100;
        CREATE TABLE orders (
            id uuid PRIMARY KEY, number bigint NOT NULL, customer_id uuid NOT NULL, status text NOT NULL,
            subtotal bigint NOT NULL, total bigint NOT NULL, currency text NOT NULL,
            street text NOT NULL, city text NOT NULL, state text, zip_code text NOT NULL, country text NOT NULL,
            payment_status text NOT NULL, payment_method text, created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL, version int NOT NULL) WITH (fillfactor = 70);
        CREATE INDEX orders_of_customer ON orders (customer_id, created_at);
        CREATE TABLE order_items (
            order_id uuid REFERENCES orders, product_id uuid REFERENCES products, sku text NOT NULL, name text NOT NULL,
            quantity int NOT NULL, unit_price bigint NOT NULL, PRIMARY KEY (order_id, product_id));
        CREATE TABLE payments (
            id uuid PRIMARY KEY, order_id uuid NOT NULL REFERENCES orders, method text NOT NULL, amount bigint NOT NULL,
            created_at timestamptz NOT NULL);
        CREATE INDEX payments_of_order ON payments (order_id);
        """;
}
