namespace CovidClassifier.Tests.Architecture;

/// <summary>
/// Folders that reach each other by arrows: strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing
/// 1, 1972).
/// </summary>
internal sealed class Circles
{
    private readonly ILookup<string, string> _arrows;
    private readonly Dictionary<string, (int Index, int Low)> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _stack = [];
    private readonly List<string[]> _found = [];

    private Circles(IEnumerable<(string From, string To)> arrows) => _arrows = arrows.Distinct().ToLookup(a => a.From, a => a.To, StringComparer.Ordinal);

    /// <summary>Each circle's folders in ordinal order.</summary>
    public static IReadOnlyList<string[]> Of(IEnumerable<(string From, string To)> arrows)
    {
        var circles = new Circles(arrows);
        foreach (string folder in circles._arrows.Select(a => a.Key).Where(f => !circles._seen.ContainsKey(f)))
        {
            circles.Visit(folder);
        }

        return circles._found;
    }

    private int Visit(string folder)
    {
        int index = _seen.Count, low = index;
        _seen[folder] = (index, low);
        _stack.Add(folder);
        foreach (string next in _arrows[folder])
        {
            low = Math.Min(low, !_seen.TryGetValue(next, out (int Index, int Low) known) ? Visit(next) : _stack.Contains(next) ? known.Index : low);
        }

        _seen[folder] = (index, low);
        if (low == index)
        {
            string[] group = [.. _stack[_stack.IndexOf(folder)..].Order(StringComparer.Ordinal)];
            _stack.RemoveRange(_stack.IndexOf(folder), group.Length);
            if (group.Length > 1)
            {
                _found.Add(group);
            }
        }

        return low;
    }
}
