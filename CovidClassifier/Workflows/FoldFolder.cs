using CovidClassifier.Explanation;
using CovidClassifier.Foundation;
using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Workflows;

/// <summary>
/// The folds of one cross-validation in a folder, a file each, so that several processes can train some of them each, and one that was killed can go on.
/// A file appears whole or not at all.
/// </summary>
/// <param name="place">Which folder.</param>
/// <param name="run">Which cross-validation; files of another are refused.</param>
/// <param name="dataset">Its images.</param>
/// <param name="grouping">How they are dealt: part of the files' names.</param>
internal sealed class FoldFolder(FoldPlace place, Fingerprint run, XRayDataset dataset, FoldGrouping grouping)
{
    /// <summary>A fold that is there; null where it is not and may be trained.</summary>
    /// <param name="repeat">From 0.</param>
    /// <param name="fold">From 0.</param>
    /// <param name="name">What reports call it.</param>
    /// <exception cref="TrainingException">It belongs to another cross-validation or cannot be read, or it is missing and may not be trained.</exception>
    public (ScoredFold Fold, FoldCost Cost)? Find(int repeat, int fold, string name)
    {
        string path = PathOf(repeat, fold);
        KeptFold? kept = Read(path);
        return kept is not null ? (Open(kept, repeat, fold, name), kept.Cost)
            : place.TrainsMissing ? null
            : throw new TrainingException(
                $"Fold {fold + 1} of repeat {repeat + 1} is missing: there is no file '{path}'. The shard that it belongs to has not ended, or has left it " +
                $"in another folder.");
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Keep(int repeat, int fold, ScoredFold scored, FoldCost cost)
    {
        var indices = dataset.Images.Select((image, index) => (image, index)).ToDictionary<(XRayImage, int), object, int>(
            pair => pair.Item1, pair => pair.Item2, ReferenceEqualityComparer.Instance);
        var kept = new KeptFold
        {
            Version = run.Version,
            Run = run.Hash,
            Images = [.. scored.Images.Select(i => Keep(i, indices[i.Image]))],
            History = scored.Run.History,
            BestEpoch = scored.Run.BestEpoch,
            NoHeatMaps = scored.NoHeatMaps,
            Cost = cost,
        };
        SealedJson.Write(PathOf(repeat, fold), kept, KeptFoldJson.Default.KeptFold);
    }

    private string Dealt => grouping switch { FoldGrouping.Patient => "patient", FoldGrouping.Source => "source", _ => "random" };

    private string PathOf(int repeat, int fold) => Path.Combine(
        place.Folder, FormattableString.Invariant($"{Dealt}-repeat-{repeat + 1}-fold-{fold + 1}.json"));

    private KeptFold? Read(string path)
    {
        try
        {
            KeptFold kept = SealedJson.Read(path, KeptFoldJson.Default.KeptFold);
            if (run.Refusal(new Fingerprint(kept.Version, kept.Run), "network, options, seed, folds or data") is { } reason)
            {
                throw new TrainingException($"The fold in '{path}' {reason}. Give the same as before, or another folder.");
            }

            RequireOfDataset(kept.Images);
            return kept;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"The fold in '{path}' cannot be read: {e.Message} Remove the file, and train its fold again.", e);
        }
    }

    private void RequireOfDataset(IReadOnlyList<KeptPrediction> images)
    {
        foreach (KeptPrediction image in images)
        {
            bool isPredicted = image.Index >= 0 && image.Index < dataset.Count && dataset.ClassNames.Contains(image.Label, StringComparer.Ordinal)
                && image.Probabilities.Length == dataset.ClassNames.Count && image.Probabilities.All(p => p is >= 0 and <= 1);
            bool isMapped = image.HeatMap is not { } map
                || (image is { HeatMapColumns: > 0, Width: > 0, Height: > 0 } && map.Length > 0 && map.Length % image.HeatMapColumns == 0);
            if (!isPredicted || !isMapped)
            {
                throw new InvalidDataException($"What it says of image {image.Index} does not fit the dataset.");
            }
        }
    }

    private ScoredFold Open(KeptFold kept, int repeat, int fold, string name) => new(
        [.. kept.Images.Select(i =>
        {
            XRayImage image = dataset.Images[i.Index];
            return new CrossValidatedImage(image, image.Label!, new Prediction(i.Label, dataset.ClassNames, i.Probabilities), fold, repeat)
            {
                HeatMap = MapOf(i),
            };
        })],
        new ReportRun(name, kept.History, kept.BestEpoch), kept.NoHeatMaps);

    private static KeptPrediction Keep(CrossValidatedImage image, int index)
    {
        float[] probabilities = [.. image.Prediction.Probabilities.Select(p => p.Probability)];
        return image.HeatMap is not { } map ? new KeptPrediction(index, image.Prediction.Label, probabilities)
            : new KeptPrediction(index, image.Prediction.Label, probabilities)
            {
                HeatMap = map.ToArray(map.CellColumns, map.CellRows),
                HeatMapColumns = map.CellColumns,
                Width = map.Width,
                Height = map.Height,
            };
    }

    private static HeatMap? MapOf(KeptPrediction image)
    {
        if (image.HeatMap is not { } cells)
        {
            return null;
        }

        var grid = new Grid(image.HeatMapColumns, cells.Length / image.HeatMapColumns);
        cells.CopyTo(grid.Values, 0);
        return new HeatMap(grid, image.Width, image.Height);
    }
}
