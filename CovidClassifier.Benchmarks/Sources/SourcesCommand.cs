using System.CommandLine;
using System.Globalization;

namespace CovidClassifier.Benchmarks.Sources;

/// <summary>
/// How recipes do on sources that they were not trained on: every recipe on every left-out source of the shared data, seed by seed, the first seed of all
/// recipes before the second of any. Images are decoded once, and what stays as it is computed once. Results are appended to a table as they come; what the
/// table has is not measured again.
/// </summary>
internal sealed class SourcesCommand : Command
{
    public const string Verb = "sources";

    public SourcesCommand()
        : base(Verb, "Measures recipes on left-out sources of the shared data, and appends them to a table.")
    {
        var table = new Option<string>("--table") { Required = true, Description = "Markdown table to append to.", HelpName = "FILE.md" };
        var recipes = new Option<string[]>("--recipes")
        {
            Description = $"Some of: {string.Join(", ", SourceRecipes.All.Select(r => r.Name))}. Default: all.",
            AllowMultipleArgumentsPerToken = true,
        };
        var seeds = new Option<int>("--seeds") { Description = "From 1 to this.", DefaultValueFactory = _ => 3 };
        var threads = new Option<int>("--threads") { Description = "Of a training step.", DefaultValueFactory = _ => 1 };
        Options.Add(table);
        Options.Add(recipes);
        Options.Add(seeds);
        Options.Add(threads);
        SetAction(parsed =>
        {
            string[] names = parsed.GetValue(recipes) ?? [];
            SourceRecipe[] chosen = [.. SourceRecipes.All.Where(r => names.Length == 0 || names.Contains(r.Name))];
            using var rig = new SourceRig(parsed.GetValue(threads));
            Console.WriteLine(rig);
            var file = new SourceTableFile(parsed.GetRequiredValue(table));
            for (int seed = 1; seed <= parsed.GetValue(seeds); seed++)
            {
                foreach (SourceRecipe recipe in chosen.Where(r => !file.Has(r.Name, seed)))
                {
                    CrossValidationResult result = rig.Measure(recipe, seed);
                    file.Add(recipe.Name, seed, result);
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{recipe.Name} seed {seed}: worst {result.LeftOutSources!.Worst?.Auroc.Value:0.000}, pooled {result.ByRepeat[0].Auroc.Value:0.000}, "
                            + $"{result.Duration.TotalSeconds:0} s"));
                }
            }
        });
    }
}
