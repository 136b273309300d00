/** The field's words, each in two sentences. A student can learn the subject from these. */
export const glossary = {
  'Latent space':
    'The model describes every picture by a short list of numbers, its code. All possible codes together are the latent space: near codes give pictures that look alike.',
  Posterior:
    'For each picture the encoder gives not one code but a small cloud of likely ones. Its centre is where the picture lies on the map.',
  Reparameterisation:
    'A code is drawn as z = μ + σ · ε: the noise ε comes from outside, so that μ and σ stay plain numbers that training can move. Without this trick no gradient would get through a draw.',
  'Mahalanobis distance':
    'How many standard deviations a code lies from the mean of all codes, each direction by its own spread. It is told as the share of the pictures that are less unusual than this one.',
  KL: 'How far the codes stray from the round cloud that new samples are drawn from, in nats. Keeping it low leaves no holes between pictures; too low, and details are lost.',
  Decoder:
    'The half of the model that makes a picture from a code; its other half, the encoder, finds the code of a picture. Whatever is done to a code here, the decoder draws.',
  Changes:
    'Where the edit differs from the reconstruction: the brighter, the more. How alike the edit and the original are is judged by their codes: 0 % is as far as two pictures usually are from each other.',
  Reconstruction:
    'The picture that comes back after encoding and decoding. What it lacks, the model has not learnt to describe.',
  'Reconstruction loss':
    'How much the decoded pictures differ from the originals, summed over all pixels. It falls as the model learns to describe them.',
  'Total loss':
    'The reconstruction loss plus the weighted KL term: what training makes small. Its negative is a lower bound on how likely the model finds the data.',
  'Held-out':
    'Pictures kept aside that the model never learns from. If their loss rises while the other falls, the model learns by heart.',
  PCA: 'Principal component analysis: the flat view that keeps as much of the codes’ spread as possible. It can be undone exactly, so that a point dragged on the map has a picture.',
  UMAP: 'Uniform manifold approximation and projection: a map that keeps every code next to its nearest ones, so that clusters show. There is no formula for it, so a dragged point gets a blend of the codes around it.',
  't-SNE':
    't-distributed stochastic neighbour embedding: a map that keeps every code next to its nearest ones and pushes all others away. How large clusters are and how far apart says little.',
  Trustworthiness:
    'Whether pictures that are neighbours on the map are neighbours in the latent space too, among the twelve nearest. 1 is always; at 0.5 the map might as well be chance.',
  Continuity:
    'Whether neighbours in the latent space stay neighbours on the map, among the twelve nearest. 1 is always; a low value means that the map tears apart what belongs together.',
  'Round trip':
    'How far a dragged point comes to lie from where the hand let it go, as a share of the map’s radius: of half the drags it is less. A map with a formula is exact.',
  'Explained variance':
    'The share of the codes’ spread that two directions of the map can show. The rest lies across the map and is kept as it is when a point is dragged.',
  AUC: 'How often a picture that has the label scores higher than one that has not, on pictures kept aside. 1 is always, 0.5 is chance.',
  Leakage:
    'What else changes when one concept is moved: labels that go together in the data are hard to move apart. It is told in standard deviations of the other label’s score per unit.',
  'D(real), D(fake)':
    'How likely the discriminator finds it that real pictures are real, and that made ones are, on average. Near 0.5 it cannot tell; at 1 and 0 it has won and the generator learns little.',
  Gradient:
    'How steeply the loss falls if the weights are moved: the length of the slope. One that grows without end means steps that are too large, one that fades means there is little left to learn from.',
  PSNR: 'Peak signal-to-noise ratio of reconstructions, in decibels: 6 dB more is half the error. It is measured on pictures kept aside.',
  ELBO: 'The evidence lower bound in nats per picture: how likely the model finds pictures kept aside, at least. Higher is better, and models of one data set can be compared by it.',
  'Active units':
    'Dimensions of the code that say something: more than 0.01 nats about a picture on average. The others can be moved without any effect.',
  Truncation:
    'How far the styles of the picture are from the average style, as a share of how far they were. Nearer to it pictures are safer and more alike; at 0 all are the same.',
  Epoch: 'One pass over all the pictures that the model learns from.',
} as const

export type Word = keyof typeof glossary
