using CovidClassifier.Data;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Samples;

namespace CovidClassifier.Workflows;

/// <summary>Writes the model card of a training, but for the metrics, which the finished model is measured for.</summary>
internal sealed class TrainingCard(TrainingRecipe recipe, DecodedDataset decoded, DatasetSplit split, LearnedNetwork learned, Decision decision)
{
    public ModelCard Write() => new()
    {
        ClassNames = recipe.Dataset.ClassNames,
        PositiveLabel = recipe.PositiveClass,
        Threshold = decision.Rule.Threshold,
        Decision = decision.Card with { TestScorings = split.Test.Count > 0 ? 1 : 0 },
        Seed = recipe.Seed,
        Network = new CardNetwork
        {
            Name = recipe.Plan.Name,
            ParameterCount = learned.Network.ParameterCount,
            Members = learned.Members > 1 ? learned.Members : null,
            InputWidth = learned.Network.Width,
            InputHeight = learned.Network.Height,
        },
        Data = Data(),
        Recipe = recipe.Describe(),
        History = learned.History,
        BestEpoch = learned.BestEpoch,
        Warnings = [.. learned.Network.Meaning(recipe.Dataset!.ClassNames), .. split.Warnings, .. decision.Warnings],
        Notes = [.. split.Notes, .. learned.Network.Notes],
        Licences = recipe.Plan.Licences,
        ImageHashes = new CardImageHashes { Training = Sorted(split.Training), Validation = Sorted(split.Validation) },
    };

    private CardData Data()
    {
        DatasetSummary whole = DatasetSummary.Of(decoded.Dataset);
        return new CardData
        {
            Splits = new Dictionary<string, CardSplit>
            {
                ["training"] = Part(split.Training),
                ["validation"] = Part(split.Validation),
                ["test"] = Part(split.Test)
            },
            KnownPatientShare = whole.KnownPatientShare,
            Sources = whole.Sources,
        };
    }

    private static CardSplit Part(XRayDataset part)
    {
        DatasetSummary summary = DatasetSummary.Of(part);
        return new CardSplit
        {
            Images = summary.Images,
            ImagesByClass = summary.Classes,
            Patients = part.PatientGroups(FoldGrouping.Patient).Count,
            Groups = CardGroup.Of(part),
        };
    }

    private string[] Sorted(XRayDataset part) => [.. decoded.Hashes(part).Order(StringComparer.Ordinal)];
}
