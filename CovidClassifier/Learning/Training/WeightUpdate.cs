using System.Numerics.Tensors;
using CovidClassifier.Learning.Optimizers;

namespace CovidClassifier.Learning.Training;

/// <summary>
/// Adds up the shards' gradients and steps the weights, in pieces that several threads share. Every sum is taken in the order of the shards and pieces, so that
/// the result does not depend on who did what.
/// </summary>
internal sealed class WeightUpdate
{
    private const int PieceLength = 1 << 15;

    private readonly TrainingState _state;
    private readonly TrainingOptions _options;
    private readonly IReadOnlyList<ParameterGroup> _groups;
    private readonly Piece[] _pieces;
    private readonly double[] _squares;
    private readonly ParallelOptions _parallel;

    public WeightUpdate(TrainingGraph graph, TrainingState state, TrainingOptions options, int threads)
    {
        _state = state;
        _options = options;
        _groups = graph.Groups;
        Dictionary<string, int> lengths = graph.Parameters.ToDictionary(p => p.Name, p => p.Length, StringComparer.Ordinal);
        _pieces = [.. graph.Groups.SelectMany((g, i) => g.Parameters.SelectMany(p => Cut(p, i, lengths[p])))];
        _squares = new double[_pieces.Length];
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
    }

    /// <summary>One step.</summary>
    /// <param name="gradients">Of each shard that holds samples; the first is overwritten by their sum.</param>
    /// <param name="step">1 for the first.</param>
    /// <param name="learningRate">Before each group's factor.</param>
    /// <param name="averageKeep">Share of the running mean of weights that is kept; read only where there is one.</param>
    public void Apply(IReadOnlyList<ShardGradients> gradients, long step, double learningRate, double averageKeep)
    {
        float[][] scalars = [.. _groups.Select(g => _options.Optimizer.ScalarsAt(step, learningRate * g.RateFactor))];
        if (_options.GradientNormLimit is { } limit)
        {
            Parallel.For(0, _pieces.Length, _parallel, i => _squares[i] = SumOfSquares(Add(gradients, _pieces[i])));
            float factor = Factor(limit);
            Parallel.For(0, _pieces.Length, _parallel, i =>
            {
                Span<float> sum = _pieces[i].Of(gradients[0].Of(_pieces[i].Parameter));
                TensorPrimitives.Multiply(sum, factor, sum);
                Step(_pieces[i], sum, scalars[_pieces[i].Group], averageKeep);
            });
        }
        else
        {
            Parallel.For(0, _pieces.Length, _parallel, i => Step(_pieces[i], Add(gradients, _pieces[i]), scalars[_pieces[i].Group], averageKeep));
        }
    }

    // clipping by the norm of all gradients together: Pascanu et al. 2013, algorithm 1
    private float Factor(double limit) => (float)Math.Min(1, limit / (Math.Sqrt(_squares.Sum()) + 1e-6));

    private static Span<float> Add(IReadOnlyList<ShardGradients> gradients, Piece piece)
    {
        Span<float> sum = piece.Of(gradients[0].Of(piece.Parameter));
        for (int i = 1; i < gradients.Count; i++)
        {
            TensorPrimitives.Add(sum, piece.Of(gradients[i].Of(piece.Parameter)), sum);
        }

        return sum;
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += (double)value * value;
        }

        return sum;
    }

    private void Step(Piece piece, ReadOnlySpan<float> gradient, float[] scalars, double averageKeep)
    {
        IReadOnlyList<string> slots = _options.Optimizer.Slots;
        Span<float> weights = piece.Of(_state.Values(piece.Parameter));
        Span<float> first = piece.Of(_state.Values(TrainingState.SlotOf(piece.Parameter, slots[0])));
        Span<float> second = slots.Count > 1 ? piece.Of(_state.Values(TrainingState.SlotOf(piece.Parameter, slots[1]))) : [];
        _options.Optimizer.Update(scalars, weights, gradient, first, second);
        if (_options.AveragesWeights)
        {
            Span<float> average = piece.Of(_state.Values(TrainingState.AverageOf(piece.Parameter)));
            TensorPrimitives.Multiply(average, (float)averageKeep, average);
            TensorPrimitives.MultiplyAdd(weights, (float)(1 - averageKeep), average, average);
        }
    }

    private static IEnumerable<Piece> Cut(string parameter, int group, int length)
    {
        for (int start = 0; start < length; start += PieceLength)
        {
            yield return new Piece(parameter, group, start, Math.Min(PieceLength, length - start));
        }
    }

    private readonly record struct Piece(string Parameter, int Group, int Start, int Length)
    {
        public Span<float> Of(Span<float> whole) => whole.Slice(Start, Length);
    }
}
