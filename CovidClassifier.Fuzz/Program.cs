using System.CommandLine;
using CovidClassifier.Fuzz.Crowds;
using CovidClassifier.Fuzz.Damage;
using CovidClassifier.Fuzz.Killing;
using CovidClassifier.Fuzz.Mutation;

var root = new RootCommand("Breaks CovidClassifier on purpose: damaged inputs, changed bits, kills, crowds of threads.")
{
    new TargetsCommand(), new FlipsCommand(), new KillsCommand(), new SaveCommand(), new CrowdCommand(),
};
return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
