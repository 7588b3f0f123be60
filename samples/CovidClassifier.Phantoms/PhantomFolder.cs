using System.Globalization;
using System.Text;

namespace CovidClassifier.Phantoms;

/// <summary>A set on disk: a folder of PNG files per class, and manifest.csv beside them.</summary>
public static class PhantomFolder
{
    private const string Header = "file,label,patient,source,view,age,sex,opacities";

    /// <summary>
    /// Draws <paramref name="study"/> into <paramref name="folder"/> and returns the number of images. Files that are already there are
    /// overwritten.
    /// </summary>
    public static int Write(PhantomStudy study, string folder)
    {
        var manifest = new StringBuilder(Header).Append('\n');
        int images = 0;
        foreach (Phantom phantom in study.Draw())
        {
            string path = Path.Combine(folder, phantom.File);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, phantom.ToPng());
            manifest.Append(Row(phantom)).Append('\n');
            images++;
        }

        File.WriteAllText(Path.Combine(folder, "manifest.csv"), manifest.ToString());
        return images;
    }

    private static string Row(Phantom phantom) => string.Join(
        ',',
        phantom.File,
        phantom.Label,
        phantom.Patient,
        phantom.Source,
        phantom.View,
        phantom.Age.ToString(CultureInfo.InvariantCulture),
        phantom.Sex,
        string.Join(';', phantom.Opacities.Select(Text)));

    private static string Text(Opacity opacity) => string.Create(
        CultureInfo.InvariantCulture, $"{opacity.X:0.0} {opacity.Y:0.0} {opacity.RadiusX:0.0} {opacity.RadiusY:0.0}");
}
