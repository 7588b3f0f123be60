using System.Globalization;

namespace CovidClassifier.Data.Facts;

/// <summary>Reads age and sex as the public X-ray tables write them.</summary>
internal static class PatientFacts
{
    public const double OldestAge = 150;

    /// <summary>
    /// Years from "65", "65.5", "65,5", or a number with DICOM's unit letter (PS3.5, value representation AS): 058Y, 018M, 006W, 010D.
    /// Blank and placeholders such as NA are unknown (true, null); text that is no age at all gives false.
    /// </summary>
    public static bool TryParseAge(string? text, out double? years)
    {
        years = null;
        string trimmed = Placeholders.Cleared(text)?.Trim() ?? "";
        if (trimmed.Length == 0)
        {
            return true;
        }

        double perYear = char.ToUpperInvariant(trimmed[^1]) switch { 'M' => 12, 'W' => 365.25 / 7, 'D' => 365.25, _ => 1 };
        string number = char.IsAsciiLetter(trimmed[^1]) && (perYear > 1 || trimmed[^1] is 'Y' or 'y') ? trimmed[..^1] : trimmed;
        if (!double.TryParse(number.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            || value / perYear is not (>= 0 and <= OldestAge))
        {
            return false;
        }

        years = value / perYear;
        return true;
    }

    /// <summary>A number such as days since admission; null for blank and for text that is none.</summary>
    public static double? ReadNumber(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    /// <summary>M for M, male and man, F for F, female and woman, in any case; any other word as it stands; null for blank and placeholders such as
    /// NA.</summary>
    public static string? ReadSex(string? text) => Placeholders.Cleared(text)?.Trim().ToUpperInvariant() switch
    {
        null or "" => null,
        "M" or "MALE" or "MAN" => "M",
        "F" or "FEMALE" or "WOMAN" => "F",
        _ => text!.Trim(),
    };
}
