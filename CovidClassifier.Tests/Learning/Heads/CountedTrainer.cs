using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Tests.Learning.Heads;

/// <summary>A trainer of ML.NET whose transformers count how many of them were made and how many disposed.</summary>
/// <param name="givesScore">False: its transformers give no column of scores, and are refused.</param>
internal sealed class CountedTrainer(bool givesScore = true)
{
    private int _made;
    private int _disposed;

    public int Made => _made;

    private bool GivesScore => givesScore;

    public int Disposed => _disposed;

    public IEstimator<ITransformer> Create(MLContext context) => new Estimator(
        this,
        context.Transforms.NormalizeMeanVariance("Features").Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l2Regularization: 10)));

    private sealed class Estimator(CountedTrainer counter, IEstimator<ITransformer> inner) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            Interlocked.Increment(ref counter._made);
            return new Transformer(counter, inner.Fit(input), counter.GivesScore);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
    }

    private sealed class Transformer(CountedTrainer counter, ITransformer inner, bool givesScore) : ITransformer, IDisposable
    {
        private int _isDisposed;

        public bool IsRowToRowMapper => inner.IsRowToRowMapper;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => givesScore ? inner.GetOutputSchema(inputSchema) : inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _isDisposed == 0
            ? inner.GetRowToRowMapper(inputSchema)
            : throw new ObjectDisposedException(nameof(Transformer));

        public IDataView Transform(IDataView input) => inner.Transform(input);

        public void Save(ModelSaveContext ctx) => ((ICanSaveModel)inner).Save(ctx);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Increment(ref counter._disposed);
            }
        }
    }
}
