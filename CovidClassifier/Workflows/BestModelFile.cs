using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Packaging;
using CovidClassifier.Scoring;
using CovidClassifier.Search;
using Google.Protobuf;

namespace CovidClassifier.Workflows;

/// <summary>Keeps the best model so far as <c>best.zip</c> in a search's folder.</summary>
/// <param name="folder">The search's.</param>
/// <param name="recipe">Everything but the plan.</param>
/// <param name="plan">The search.</param>
internal sealed class BestModelFile(string folder, TrainingRecipe recipe, SearchPlan plan) : IBestModel
{
    private const string FileName = "best.zip";

    private string FilePath => Path.Combine(folder, FileName);

    public bool Holds(Trial trial)
    {
        try
        {
            (IScoringModel model, ModelCard card) = ModelZip.Read(FilePath);
            model.Dispose();
            return Identity(trial).All(p => card.Recipe.GetValueOrDefault(p.Key) == p.Value);
        }
        catch (ModelFileException)
        {
            return false;
        }
    }

    public void Keep(KeptModel model)
    {
        var rule = new DecisionRule(recipe.Dataset.ClassNames, recipe.PositiveClass, threshold: 0.5f);
        var card = new ModelCard
        {
            ClassNames = rule.ClassNames,
            PositiveLabel = rule.PositiveLabel,
            Threshold = rule.Threshold,
            Seed = recipe.Seed,
            Recipe = Identity(model.Trial),
            Network = new CardNetwork
            {
                Name = "auto",
                ParameterCount = model.Network.ParameterCount,
                InputWidth = model.Network.Width,
                InputHeight = model.Network.Height,
            },
            Notes =
            [
                $"The best model so far of a search that has not ended: the mean of the fold models of {model.Trial.Recipe}. It is not calibrated and " +
                    $"was not measured on held-out images.",
                .. model.Network.Notes,
            ],
            Licences = plan.Licences,
            ImageHashes = new CardImageHashes { Training = [.. model.ImageHashes.Order(StringComparer.Ordinal)] },
        };
        var scoring = new GraphScoringModel(ScoringGraph.Build(model.Network, rule).ToByteArray());
        AtomicFile.Write(FilePath, stream => ModelZip.Write(stream, scoring, card));
    }

    private static Dictionary<string, string> Identity(Trial trial) => new(StringComparer.Ordinal)
    {
        ["trial"] = trial.Number.ToString(CultureInfo.InvariantCulture),
        ["folds"] = trial.Folds.Count.ToString(CultureInfo.InvariantCulture),
        ["recipe"] = trial.Recipe.ToString(),
    };
}
