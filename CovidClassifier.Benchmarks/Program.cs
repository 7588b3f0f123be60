using System.CommandLine;
using BenchmarkDotNet.Running;
using CovidClassifier.Benchmarks.Peers;

if (args is [PeersCommand.Verb, ..])
{
    return new RootCommand("Measures CovidClassifier.") { new PeersCommand() }.Parse(args).Invoke();
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
