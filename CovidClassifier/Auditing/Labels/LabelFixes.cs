using System.Globalization;
using System.Text;
using CovidClassifier.Foundation;

namespace CovidClassifier.Auditing.Labels;

/// <summary>The table of suspicious labels that a person edits and gives back; see <see cref="XRayDataset.WithLabels"/>.</summary>
internal static class LabelFixes
{
    private const string Header = "file,label,suggested,suspicion,remark,patient,source";

    public static void Write(string path, IEnumerable<AuditedImage> images)
    {
        var table = new StringBuilder(Header).Append('\n');
        foreach (AuditedImage image in images)
        {
            string file = image.Shown?.Path is { } known ? Path.GetFullPath(known) : image.Image;
            string[] fields =
            [
                file, image.Label, image.SuggestedLabel ?? "", image.Score.ToString("0.0000", CultureInfo.InvariantCulture), image.Remark,
                image.Shown?.PatientId ?? "", image.Shown?.Source ?? "",
            ];
            table.AppendJoin(',', fields.Select(Quoted)).Append('\n');
        }

        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(table.ToString())));
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",;\"\n\r\t|") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
