using CovidClassifier.AspNetCore.Endpoints;
using CovidClassifier.AspNetCore.Serving;
using Microsoft.AspNetCore.Http;

namespace CovidClassifier.AspNetCore.OpenInference;

/// <summary>Answers requests to infer.</summary>
internal sealed class Inference(ServedModel model, CovidModelOptions options)
{
    /// <exception cref="InferenceException">The request does not keep to the protocol or to the model's inputs.</exception>
    public async Task<IResult> Answer(HttpContext context)
    {
        using Admission.Place place = model.Enter();
        byte[] body = await Upload.BodyOf(context, options.MaxImageBytes, options.UploadTimeout).ConfigureAwait(false);
        var request = InferenceRequest.Parse(body, context.Request.Headers[InferenceRequest.LengthHeader].FirstOrDefault());
        if (request.Inputs is not [{ Shape: [var images, ..] } input])
        {
            throw new InferenceException(
                $"One input must be given, '{ModelMetadata.Pixels}' or '{ModelMetadata.Images}', got {request.Inputs.Count}.");
        }

        if (images < 1 || images > options.MaxImagesPerRequest)
        {
            throw new InferenceException($"A request must be of 1 to {options.MaxImagesPerRequest} images, got {images}.");
        }

        (IReadOnlyList<Prediction> predictions, ModelVersion version) = input switch
        {
            { Name: ModelMetadata.Pixels, Floats: not null } => await OfPixels(input, place, context.RequestAborted).ConfigureAwait(false),
            { Name: ModelMetadata.Images, Elements: not null } => await OfImages(input, place, context.RequestAborted).ConfigureAwait(false),
            _ => throw new InferenceException($"The input must be '{ModelMetadata.Pixels}' of type {Tensor.Float} or '{ModelMetadata.Images}' of type "
                + $"{Tensor.Bytes}, got '{input.Name}' of type {input.Datatype}."),
        };
        return InferenceAnswer.Of(request, predictions, version);
    }

    private async Task<(IReadOnlyList<Prediction>, ModelVersion)> OfPixels(Tensor input, Admission.Place place, CancellationToken cancellationToken)
    {
        CardNetwork network = model.Version.Card.Network;
        long[] expected = [input.Shape[0], 1, network.InputHeight, network.InputWidth];
        if (!input.Shape.SequenceEqual(expected) || input.Floats!.Length != expected.Aggregate(1L, (a, b) => a * b))
        {
            throw new InferenceException($"Input '{input.Name}' must be of shape [{string.Join(", ", expected)}] with as many numbers, got "
                + $"[{string.Join(", ", input.Shape)}] with {input.Floats!.Length}.");
        }

        Answer<IReadOnlyList<Prediction>> answer =
            await model.AskAsync((asked, token) => asked.PredictPixels(input.Floats, token), place, cancellationToken).ConfigureAwait(false);
        return (answer.Value, answer.Model);
    }

    private async Task<(IReadOnlyList<Prediction>, ModelVersion)> OfImages(Tensor input, Admission.Place place, CancellationToken cancellationToken)
    {
        if (input.Shape is not ([_] or [_, 1]) || input.Elements!.Count != input.Shape[0])
        {
            throw new InferenceException($"Input '{input.Name}' must be of shape [{input.Elements!.Count}], got [{string.Join(", ", input.Shape)}].");
        }

        XRayImage[] images = [.. input.Elements!.Select((bytes, i) => bytes.Length > 0
            ? XRayImage.FromBytes(bytes, FormattableString.Invariant($"image {i}")) : throw new InferenceException($"Image {i} has no bytes."))];
        Answer<IReadOnlyList<PredictionOutcome>> answer = await model.PredictAsync(images, place, cancellationToken).ConfigureAwait(false);
        return ([.. answer.Value.Select(o => o.Prediction ?? throw o.Error!)], answer.Model);
    }
}
