namespace CovidClassifier.Data.Patients;

/// <summary>Patients that claim the same file are one patient under several numbers; this finds them (union-find over the
/// claims).</summary>
internal sealed class PatientJoin
{
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _firstClaims = new(StringComparer.Ordinal);

    /// <summary>Notes that <paramref name="patient"/> claims <paramref name="file"/>; a null patient claims nothing.</summary>
    public void Claim(string file, string? patient)
    {
        if (patient is null)
        {
            return;
        }

        _parents.TryAdd(patient, patient);
        if (!_firstClaims.TryAdd(file, patient))
        {
            Join(_firstClaims[file], patient);
        }
    }

    /// <summary>The ordinally smallest of the identifiers that stand for the same patient; null for null.</summary>
    public string? IdOf(string? patient)
    {
        while (patient is not null && _parents.TryGetValue(patient, out string? parent) && parent != patient)
        {
            patient = parent;
        }

        return patient;
    }

    /// <summary>Every set of identifiers that stand for one patient, each sorted ordinally.</summary>
    public IEnumerable<IReadOnlyList<string>> Joined() => _parents.Keys
        .GroupBy(p => IdOf(p)!, StringComparer.Ordinal)
        .Where(g => g.Count() > 1)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => (IReadOnlyList<string>)[.. g.Order(StringComparer.Ordinal)]);

    private void Join(string one, string other)
    {
        (string a, string b) = (IdOf(one)!, IdOf(other)!);
        if (string.CompareOrdinal(a, b) <= 0)
        {
            _parents[b] = a;
        }
        else
        {
            _parents[a] = b;
        }
    }
}
