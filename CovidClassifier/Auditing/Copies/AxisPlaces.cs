namespace CovidClassifier.Auditing.Copies;

/// <summary>Where some columns (or rows) of one picture lie on another's, between which two and how near to the second.</summary>
internal sealed class AxisPlaces
{
    private readonly int[] _at, _before;
    private readonly float[] _share;

    /// <param name="shift">Where column 0 lies.</param>
    /// <param name="stretch">How far apart two columns lie; above 0.</param>
    /// <param name="columns">The first, the one after the last, and the step between two.</param>
    /// <param name="least">What lies before this is left out.</param>
    /// <param name="end">And so is what lies here or after it.</param>
    public AxisPlaces(double shift, double stretch, (int First, int End, int Step) columns, double least, double end)
    {
        int most = (columns.End - columns.First + columns.Step - 1) / columns.Step;
        (_at, _before, _share) = (new int[most], new int[most], new float[most]);
        for (int column = columns.First; column < columns.End; column += columns.Step)
        {
            double place = shift + stretch * column;
            if (place >= least && place < end)
            {
                _at[Count] = column;
                _before[Count] = (int)place;
                _share[Count++] = (float)(place - (int)place);
            }
        }
    }

    /// <summary>How many are not left out.</summary>
    public int Count { get; private set; }

    /// <summary>The columns.</summary>
    public ReadOnlySpan<int> At => _at.AsSpan(0, Count);

    /// <summary>The column of the other picture at or before each.</summary>
    public ReadOnlySpan<int> Before => _before.AsSpan(0, Count);

    /// <summary>0 at that column to 1 at the next.</summary>
    public ReadOnlySpan<float> Share => _share.AsSpan(0, Count);
}
