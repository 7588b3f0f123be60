using System.CommandLine;
using BenchmarkDotNet.Running;
using CovidClassifier.Benchmarks;
using CovidClassifier.Benchmarks.Growth;
using CovidClassifier.Benchmarks.Peers;
using CovidClassifier.Benchmarks.Serving;
using CovidClassifier.Benchmarks.Sources;
using CovidClassifier.Benchmarks.Startup;

if (args is not [PeersCommand.Verb or GrowthCommand.Verb or StartupCommand.Verb or SourcesCommand.Verb or BulkCommand.Verb or ServeCommand.Verb, ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(Question).Assembly).Run(args);
    return 0;
}

try
{
    var root = new RootCommand("Measures CovidClassifier.")
    {
        new PeersCommand(), new GrowthCommand(), new StartupCommand(), new SourcesCommand(), new BulkCommand(), new ServeCommand(),
    };
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (MissingPartException e)
{
    Console.Error.WriteLine($"Something is missing: {e.Message}.");
    return 1;
}
