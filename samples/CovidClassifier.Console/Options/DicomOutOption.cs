using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--dicom-out DIR</c>.</summary>
internal sealed class DicomOutOption
{
    private readonly Option<string?> _folder = new("--dicom-out")
    {
        Description = "Write the result of each X-ray of a DICOM study into this folder as objects of that study: a Structured Report (UID.SR.dcm) and a "
            + "Secondary Capture with the heat map (UID.SC.dcm).",
        HelpName = "DIR",
    };

    public void AddTo(Command command) => command.Add(HelpGroup.Output, _folder);

    /// <returns>Null: none are asked for.</returns>
    /// <exception cref="UsageException">The folder cannot be written to.</exception>
    public string? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_folder) is not { } folder)
        {
            return null;
        }

        if (File.Exists(folder))
        {
            throw new UsageException($"--dicom-out must be a folder, but '{folder}' is a file.");
        }

        OutputFile.RequireWritableFolder("--dicom-out", folder);
        return folder;
    }
}
