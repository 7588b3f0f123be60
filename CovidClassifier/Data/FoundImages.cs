using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;

namespace CovidClassifier;

/// <summary>The images below a folder, whatever they show: all that reading the folder as a dataset would read.</summary>
/// <param name="Paths">In ordinal order, each real folder once: files that are pictures by their first bytes, or are named as pictures.</param>
/// <param name="LeftOut">Everything else, counted by reason.</param>
public sealed record FoundImages(IReadOnlyList<string> Paths, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>Looks for images in a folder and everything below.</summary>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is blank.</exception>
    /// <exception cref="DatasetException">The folder does not exist or cannot be read.</exception>
    public static FoundImages Below(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        List<LeftOut> leftOut = [];
        List<string> paths = [];
        FolderTree tree = FolderWalk.Of(folder, problem => leftOut.Add(new LeftOut($"folders that cannot be read ({problem.Reason})", 1)), leftOut.Add);
        foreach (string file in PictureFolder.Of(tree, leftOut.Add).AllFiles)
        {
            if (FileNames.PromisesPicture(Path.GetFileName(file)) || ImageFile.IsPicture(file))
            {
                paths.Add(file);
            }
            else
            {
                leftOut.Add(new LeftOut("no pictures, by their first bytes", 1));
            }
        }

        return new FoundImages(
            [.. paths.Order(StringComparer.Ordinal)],
            [.. leftOut.GroupBy(l => l.Reason, StringComparer.Ordinal).Select(g => new LeftOut(g.Key, g.Sum(l => l.Count)))]);
    }
}
