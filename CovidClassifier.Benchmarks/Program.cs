using System.CommandLine;
using BenchmarkDotNet.Running;
using CovidClassifier.Benchmarks.Growth;
using CovidClassifier.Benchmarks.Peers;

if (args is [PeersCommand.Verb or GrowthCommand.Verb, ..])
{
    return new RootCommand("Measures CovidClassifier.") { new PeersCommand(), new GrowthCommand() }.Parse(args).Invoke();
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
