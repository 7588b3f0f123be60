using System.Globalization;
using CovidClassifier.Data.Folders;
using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Drafts;

/// <summary>
/// Finds the file of each entry. One that is not there under its name is read where exactly one file fits that no other row names: same name in another
/// Unicode form or case, with another extension or none, or in
/// another folder, in this order. Otherwise the files that nearly fit are named.
/// </summary>
internal sealed class EntryFiles(string? root)
{
    private const int ShownNear = 3;

    private readonly Lazy<FileIndex?> _index = new(() => root is null ? null : FileIndex.Of(root));
    private int _found;
    private string? _example;

    public IReadOnlyList<DatasetEntry> Of(IReadOnlyList<DatasetEntry> entries)
    {
        HashSet<string> there = ExistingFiles.Of(entries.Select(e => e.File).OfType<string>());
        HashSet<string> taken = new(there, StringComparer.Ordinal);
        Dictionary<string, (string? File, string? Missing)> elsewhere = new(StringComparer.Ordinal);
        foreach (string file in entries.Select(o => o.File).OfType<string>().Where(f => !there.Contains(f)).Distinct(StringComparer.Ordinal))
        {
            elsewhere[file] = Look(file, taken);
        }

        RefuseSharedFinds(elsewhere);
        return [.. entries.Select(o => o.File is null || there.Contains(o.File) ? o : Moved(o, elsewhere[o.File]))];
    }

    public IEnumerable<string> Describe() => _found == 0 ? [] : [string.Create(
        CultureInfo.InvariantCulture,
        $"{_found} row{(_found == 1 ? " names a file that is" : "s name files that are")} there under a name that differs in Unicode form, case, extension "
            + $"or folder (for example {_example}); {(_found == 1 ? "it is" : "they are")} read.")];

    private DatasetEntry Moved(DatasetEntry entry, (string? File, string? Missing) found)
    {
        if (found.File is null)
        {
            return entry with { Missing = found.Missing };
        }

        _found++;
        _example ??= $"'{ShownText.Of(Relative(entry.File!))}', there as '{ShownText.Of(Relative(found.File))}'";
        return entry.At(found.File);
    }

    private (string? File, string? Missing) Look(string file, HashSet<string> taken)
    {
        if (file.Contains('\0'))
        {
            return (null, $"its name holds a NUL character ('{ShownText.Of(Path.GetFileName(file))}'), so that there is no such file");
        }

        IReadOnlyList<string> near = _index.Value?.Near(file).FirstOrDefault() ?? [];
        if (near.Count == 1 && !taken.Contains(near[0]))
        {
            return (near[0], null);
        }

        return (null, near.Count == 0 ? "the file does not exist" : $"the file does not exist, but {Several(near)} there");
    }

    /// <summary>A file that two different names nearly fit belongs to neither for certain.</summary>
    private void RefuseSharedFinds(Dictionary<string, (string? File, string? Missing)> elsewhere)
    {
        foreach (var shared in elsewhere.Where(e => e.Value.File is not null).GroupBy(e => e.Value.File!, StringComparer.Ordinal).Where(g =>
            g.Skip(1).Any()).ToArray())
        {
            foreach ((string file, _) in shared)
            {
                elsewhere[file] = (null, $"the file does not exist; '{ShownText.Of(Relative(shared.Key))}' is there, but other rows come near it too");
            }
        }
    }

    private string Several(IReadOnlyList<string> near) =>
        string.Join(", ", near.Take(ShownNear).Select(f => $"'{ShownText.Of(Relative(f))}'")) + (near.Count == 1 ? " is" : near.Count > ShownNear
            ? " and more are" : " are");

    private string Relative(string file) => root is null || file.Contains('\0') ? file : Path.GetRelativePath(root, file);
}
