Console.WriteLine("The simulation runs on the embedded engine only, for no other takes its scheduler and its clock: dotnet run --project tests/Simulation");
