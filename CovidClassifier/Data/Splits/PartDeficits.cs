namespace CovidClassifier.Data.Splits;

/// <summary>How many images of each class each part still lacks of its exact share; negative where it has too many.</summary>
internal sealed class PartDeficits
{
    private readonly double[,] _lacks;
    private readonly int[] _largest;

    /// <summary>Of empty parts.</summary>
    public PartDeficits(IReadOnlyList<PatientGroup> groups, IReadOnlyList<double> shares)
    {
        Classes = groups.Count == 0 ? 0 : groups[0].ClassCounts.Count;
        _largest = [.. Enumerable.Range(0, Classes).Select(c => groups.Max(g => g.ClassCounts[c]))];
        _lacks = new double[shares.Count, Classes];
        for (int c = 0; c < Classes; c++)
        {
            int total = groups.Sum(g => g.ClassCounts[c]);
            for (int part = 0; part < shares.Count; part++)
            {
                _lacks[part, c] = shares[part] * total;
            }
        }
    }

    public int Classes { get; }

    public void Give(int part, PatientGroup group) => Add(part, group, -1);

    public void Take(int part, PatientGroup group) => Add(part, group, 1);

    /// <summary>How much a part lacks what a patient has; classes weighed by their largest patient. For a patient of one class, in
    /// proportion to its lack.</summary>
    public double NeedFor(int part, PatientGroup group)
    {
        double need = 0;
        for (int c = 0; c < Classes; c++)
        {
            need += group.ClassCounts[c] == 0 ? 0 : _lacks[part, c] * group.ClassCounts[c] / ((double)_largest[c] * _largest[c]);
        }

        return need;
    }

    public double Total(int part) => Enumerable.Range(0, Classes).Sum(c => _lacks[part, c]);

    /// <summary>The largest distance from exact over all parts and classes, in units of the class's largest patient.</summary>
    public double Worst()
    {
        double worst = 0;
        for (int part = 0; part < _lacks.GetLength(0); part++)
        {
            for (int c = 0; c < Classes; c++)
            {
                worst = _largest[c] == 0 ? worst : Math.Max(worst, Math.Abs(_lacks[part, c]) / _largest[c]);
            }
        }

        return worst;
    }

    private void Add(int part, PatientGroup group, int sign)
    {
        for (int c = 0; c < Classes; c++)
        {
            _lacks[part, c] += sign * group.ClassCounts[c];
        }
    }
}
