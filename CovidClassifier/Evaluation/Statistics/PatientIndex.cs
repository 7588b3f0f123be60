namespace CovidClassifier.Evaluation.Statistics;

/// <summary>Which images belong to one patient; an image of an unknown patient is a patient of its own.</summary>
internal sealed class PatientIndex
{
    private readonly int[] _patients;

    /// <param name="patientIds">One for each image, null where it is not known.</param>
    public PatientIndex(IReadOnlyList<string?> patientIds)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        _patients = new int[patientIds.Count];
        for (int i = 0; i < patientIds.Count; i++)
        {
            if (patientIds[i] is { } id && !known.TryAdd(id, Count))
            {
                _patients[i] = known[id];
            }
            else
            {
                _patients[i] = Count++;
            }
        }
    }

    /// <summary>Number of patients.</summary>
    public int Count { get; private set; }

    /// <summary>Number of images.</summary>
    public int Images => _patients.Length;

    /// <summary>True where a patient has two images or more: then images are not independent.</summary>
    public bool AnyHasSeveralImages => Count < _patients.Length;

    /// <summary>Patient of an image, from 0.</summary>
    public int this[int image] => _patients[image];

    /// <summary>Number of patients with an image of this kind.</summary>
    public int CountOf(Func<int, bool> isMeant) =>
        Enumerable.Range(0, _patients.Length).Where(isMeant).Select(i => _patients[i]).Distinct().Count();
}
