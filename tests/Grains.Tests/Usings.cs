global using OrleansStore.Contracts;
