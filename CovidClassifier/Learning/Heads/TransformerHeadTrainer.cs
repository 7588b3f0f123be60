using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Learning.Heads;

/// <summary>Trains what an ML.NET estimator makes of features or images.</summary>
/// <param name="create">The estimator; the context's seed is the training's.</param>
/// <param name="takesImage">Whether it may read images, see <see cref="TrainerColumns.Image"/>.</param>
internal sealed class TransformerHeadTrainer(Func<MLContext, IEstimator<ITransformer>> create, bool takesImage)
{
    /// <summary>Images at most whose scores tell whether they are probabilities.</summary>
    private const int MostTried = 32;

    public bool TakesImage => takesImage;

    /// <param name="features">One row per image, all of one length.</param>
    /// <param name="labels">Class index of each.</param>
    /// <param name="images">A PNG of each; null where only features are offered.</param>
    /// <param name="classNames">In order.</param>
    /// <param name="weights">How much each row counts.</param>
    /// <param name="seed">Where everything random comes from.</param>
    /// <param name="cancellationToken">Looked at for each row that is read.</param>
    /// <exception cref="TrainingException">ML.NET refuses, or what it gives is no score per class.</exception>
    public TransformerHead Train(
        IReadOnlyList<float[]> features,
        IReadOnlyList<int> labels,
        IReadOnlyList<Func<byte[]>>? images,
        IReadOnlyList<string> classNames,
        IReadOnlyList<float> weights,
        Seed seed,
        CancellationToken cancellationToken)
    {
        DynamicCode.Require("This head is trained");
        var context = new MLContext((int)(seed.Value & int.MaxValue));
        int[] order = [.. Enumerable.Range(0, features.Count)];
        seed.For("rows").Open().Shuffle<int>(order);
        IEnumerable<TrainerRow> Rows()
        {
            foreach (int i in order)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new TrainerRow(features[i], images?[i], classNames[labels[i]], weights[i]);
            }
        }

        IDataView rows = context.Data.LoadFromEnumerable(Rows(), TransformerHead.Schema(features[0].Length));
        try
        {
            IDataView labelled = context.Transforms.Conversion.MapValueToKey(
                TrainerColumns.Label, nameof(TrainerRow.LabelName), keyData: Keys(context, classNames)).Fit(rows).Transform(rows);
            ITransformer trained = Fit(context, labelled, cancellationToken);
            RequireScores(trained, labelled.Schema, classNames.Count);
            int tried = Math.Min(features.Count, MostTried);
            return TransformerHead.OfTrained(
                context, trained, classNames.Count, takesImage,
                    [.. Enumerable.Range(0, tried).Select(i => (int)((long)i * features.Count / tried)).Select(i => (features[i], images?[i]))]);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or DllNotFoundException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TrainingException(
                $"ML.NET cannot train on the columns {FeatureGraph.Features}, {(takesImage ? TrainerColumns.Image + ", " : "")}{TrainerColumns.Label} and " +
                    $"{TrainerColumns.Weight}: {(e is DllNotFoundException ? LightGbmLibrary.WhyMissing : null) ?? e.Message}", e);
        }
    }

    // trees read their rows once and are then deaf: the wait ends, and what ML.NET still does is thrown away
    private ITransformer Fit(MLContext context, IDataView rows, CancellationToken cancellationToken)
    {
        Task<ITransformer> fitting = Task.Run(
            () =>
            {
                IEstimator<ITransformer> estimator = create(context);
                TrainerKind.Require(estimator);
                return estimator.Fit(rows);
            },
            CancellationToken.None);
        try
        {
            Task.WaitAny([fitting], cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = fitting.ContinueWith(
                late => (late.Result as IDisposable)?.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }

        return fitting.GetAwaiter().GetResult();
    }

    private static IDataView Keys(MLContext context, IReadOnlyList<string> classNames) =>
        context.Data.LoadFromEnumerable(classNames.Select(name => new ClassName { Name = name }));

    private static void RequireScores(ITransformer trained, DataViewSchema input, int classes)
    {
        DataViewSchema.Column? score = trained.GetOutputSchema(input).GetColumnOrNull(TrainerColumns.Score);
        if (score?.Type is VectorDataViewType { ItemType: NumberDataViewType { RawType: var type }, Size: var size } && type == typeof(float)
            && size == classes)
        {
            return;
        }

        (trained as IDisposable)?.Dispose();
        throw new ArgumentException(
            $"the trainer must give a column {TrainerColumns.Score} of one number per class ({classes}), got " +
                $"{score?.Type.ToString() ?? "none"}; a multiclass trainer of ML.NET does.");
    }

    private sealed class ClassName
    {
        public string Name { get; init; } = "";
    }
}
