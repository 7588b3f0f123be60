namespace CovidClassifier.AspNetCore.Endpoints;

/// <summary>Which places of an image speak for a label, as JSON.</summary>
/// <param name="Prediction">What the model says of the image.</param>
/// <param name="Label">The class that is explained.</param>
/// <param name="Method">How the map was made.</param>
/// <param name="CentralShare">Share of the map that lies in the central area (0.64 where it is spread evenly); null for an empty map.</param>
/// <param name="Width">Columns of picture and map, pixels.</param>
/// <param name="Height">Rows of picture and map, pixels.</param>
/// <param name="Picture">The X-ray as the model reads it, a gray PNG, base64.</param>
/// <param name="Map">The map over it, a byte per pixel, row by row: 0 no part in it, 255 the strongest place; base64.</param>
internal sealed record ExplanationAnswer(
    PredictionAnswer Prediction, string Label, string Method, double? CentralShare, int Width, int Height, byte[] Picture, byte[] Map)
{
    public static ExplanationAnswer Of(ImageExplanation explanation, Prediction prediction, int longestSide, ModelVersion model)
    {
        HeatMap map = explanation.Map;
        double scale = Math.Min(1, (double)longestSide / Math.Max(map.Width, map.Height));
        int width = Math.Max(1, (int)Math.Round(map.Width * scale)), height = Math.Max(1, (int)Math.Round(map.Height * scale));
        byte[] values = [.. map.ToArray(width, height).Select(v => (byte)Math.Round(v * byte.MaxValue))];
        return new ExplanationAnswer(
            PredictionAnswer.Of(prediction, model), explanation.Label, explanation.Method.Name, map.IsEmpty ? null : map.CentralShare, width, height,
                explanation.ToPicturePng(longestSide), values);
    }
}
