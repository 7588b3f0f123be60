using System.CommandLine;
using System.Runtime.CompilerServices;

namespace CovidClassifier.Console.Help;

/// <summary>Adds options to a command together with their place in its help.</summary>
internal static class HelpPlaces
{
    private static readonly ConditionalWeakTable<Option, HelpPlace> Places = [];

    /// <summary>Options that <c>--help</c> shows.</summary>
    public static void Add(this Command command, HelpGroup group, params ReadOnlySpan<Option> options) =>
        Add(command, new HelpPlace(group, IsRare: false), options);

    /// <summary>Options that only <c>--help-all</c> shows.</summary>
    public static void AddRare(this Command command, HelpGroup group, params ReadOnlySpan<Option> options) =>
        Add(command, new HelpPlace(group, IsRare: true), options);

    /// <summary>The place of an option that a command has by itself.</summary>
    public static void Place(HelpGroup group, Option option) => Places.AddOrUpdate(option, new HelpPlace(group, IsRare: false));

    public static HelpPlace Of(Option option) => Places.TryGetValue(option, out HelpPlace? place) ? place : new HelpPlace(HelpGroup.Other, IsRare: false);

    private static void Add(Command command, HelpPlace place, ReadOnlySpan<Option> options)
    {
        foreach (Option option in options)
        {
            Places.AddOrUpdate(option, place);
            command.Add(option);
        }
    }
}
